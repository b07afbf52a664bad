/**
 * anchorOf returns the anchor that GitHub gives to a heading. If `taken` has it already, the anchor is numbered; it is
 * added to `taken`.
 */
export function anchorOf(heading, taken = new Set()) {
  const name = heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-')
  let free = name
  for (let count = 1; taken.has(free); count++) free = `${name}-${count}`
  taken.add(free)
  return free
}
