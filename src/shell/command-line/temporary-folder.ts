import { tmpdir } from 'node:os'

/** temporaryFolder returns the folder for temporary files; a separate file, because most runs do not load node:os. */
export function temporaryFolder(): string {
  return tmpdir()
}
