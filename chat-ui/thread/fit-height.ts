/** Makes a field as high as its lines, up to where it would push the answer away. */
const tallest = 208

export function fitHeight(area: HTMLTextAreaElement): void {
  area.style.height = 'auto'
  area.style.height = `${Math.min(area.scrollHeight, tallest)}px`
}
