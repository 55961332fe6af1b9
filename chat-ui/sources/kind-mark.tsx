/** The small drawing of a kind of source; its name stands beside it in words. */
import {
  IconBook2,
  IconClipboardText,
  IconFileText,
  IconLifebuoy,
  IconMail,
  IconMessage,
  IconNote,
  IconPhone,
} from '@tabler/icons-react'
import type { SourceKind } from '#server/contract-sources.ts'

const drawings = {
  call: IconPhone,
  document: IconFileText,
  playbook: IconBook2,
  mail: IconMail,
  message: IconMessage,
  note: IconNote,
  ticket: IconLifebuoy,
  survey: IconClipboardText,
} satisfies Record<SourceKind, typeof IconPhone>

export function KindMark({ kind }: { kind: SourceKind }) {
  const Drawing = drawings[kind]
  return <Drawing size={16} stroke={1.6} aria-hidden />
}
