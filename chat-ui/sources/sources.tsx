/** The pages of what was said and written: the search over all of it at `/sources`, one source at `/source`. */
import '../forms/mantine.css'
import type { Session } from '#server/contract.ts'
import { useSearch } from '../route.ts'
import { SearchPage } from './search-page.tsx'
import { SourcePage } from './source-page.tsx'

export function Sources({ session, path }: { session: Session; path: string }) {
  const search = useSearch()
  return path === '/source' ? (
    <SourcePage session={session} search={search} />
  ) : (
    <SearchPage session={session} search={search} />
  )
}
