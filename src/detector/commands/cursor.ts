/** Cursor reads the parts of a word that stand for themselves: plain ones, and what is in single quotes. */
export class Cursor {
  protected readonly text: string
  protected at = 0
  /** Undefined between words, so that "" counts as a word. */
  protected word: string | undefined

  constructor(text: string) {
    this.text = text
  }

  protected plain(): void {
    const from = this.at
    while (this.at < this.text.length && !/['"\\$` \t\r<>|;&\n()#]/.test(this.text.charAt(this.at)))
      this.at += 1
    this.put(this.text.slice(from, this.at))
  }

  protected single(): void {
    const end = this.text.indexOf("'", this.at + 1)
    const stop = end < 0 ? this.text.length : end
    this.put(this.text.slice(this.at + 1, stop))
    this.at = stop + 1
  }

  /** A comment begins only where a word may begin. */
  protected hash(): void {
    const end = this.word === undefined ? this.text.indexOf('\n', this.at) : this.at + 1
    if (this.word !== undefined) this.put('#')
    this.at = end < 0 ? this.text.length : end
  }

  protected put(text: string): void {
    this.word = (this.word ?? '') + text
  }
}
