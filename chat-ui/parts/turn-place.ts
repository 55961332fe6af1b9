/** Which turn an answer belongs to, for parts that can ask the server for more of it. */
import { createContext } from 'react'

export type TurnPlace = { conversation: string; turn: string }
export const Place = createContext<TurnPlace | undefined>(undefined)
