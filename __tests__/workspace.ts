import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** A folder for one test; files are written and read relative to it. */
export type Workspace = {
  readonly path: string
  write(file: string, text: string): void
  read(file: string): string
  remove(): void
}

export function makeWorkspace(files: Readonly<Record<string, string>> = {}): Workspace {
  const path = mkdtempSync(join(tmpdir(), 'sealed-'))
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(path, file)), { recursive: true })
    writeFileSync(join(path, file), text)
  }
  for (const [file, text] of Object.entries(files)) write(file, text)
  return {
    path,
    write,
    read: file => readFileSync(join(path, file), 'utf8'),
    remove: () => rmSync(path, { recursive: true, force: true })
  }
}
