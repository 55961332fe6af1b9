/** Text as paragraphs: empty lines part them, and lines that were only broken at the margin are joined. Pure. */

/** A line as long as this was broken because it was full. */
const fullLine = 45
const item = /^(?:[-*•‣–—◦▪]|\d{1,3}[.)]|[a-z][.)]|>|\|)\s/iu

export function paragraphsOf(text: string): string[] {
  const paragraphs: string[] = []
  let open: string[] = []
  const close = () => {
    if (open.length > 0) paragraphs.push(joinedLines(open))
    open = []
  }
  for (const line of text.split('\n')) {
    if (line.trim() === '') close()
    else open.push(line.trim())
  }
  close()
  return paragraphs
}

export function joinedLines(lines: string[]): string {
  let text = ''
  lines.forEach((line, i) => {
    const before = lines[i - 1] ?? ''
    const isBroken = before.length >= fullLine && !item.test(line)
    text += i === 0 ? line : `${isBroken ? ' ' : '\n'}${line}`
  })
  return text
}
