/** Before the tests on embedded stores: makes the template that all of them are copies of. */
import { makeEmbeddedTemplate } from './store.ts'

export default makeEmbeddedTemplate
