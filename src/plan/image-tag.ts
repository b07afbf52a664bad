/**
 * looksLikeVersion returns whether an image reference is meant to stay the same image: a digest, or a tag with a digit or
 * like a commit, which is made for one build. `latest`, `main`, `stable` or no tag are meant to move.
 */
export function looksLikeVersion(image: string): boolean {
  const tag = /:([^:/]+)$/.exec(image)?.[1] ?? 'latest'
  return /\d/.test(tag) || /^[0-9a-f]{7,40}$/.test(tag)
}
