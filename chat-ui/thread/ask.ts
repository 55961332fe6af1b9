/** How a part of an answer sends words as the person: options of a question, "Try again". */
import { createContext } from 'react'

export const Ask = createContext<(text: string) => void>(() => undefined)
