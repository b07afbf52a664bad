import { isatty } from 'node:tty'
import type { Terminal } from '../live/screen.ts'
import { printTo } from './print.ts'

/** The process that ends, and what keeps it alive if a stream is closed. */
type Around = {
  readonly process: NodeJS.Process
  readonly outlive: (stream: NodeJS.WriteStream) => NodeJS.WriteStream
}

/** terminalAt returns the terminal of a standard stream; undefined if the stream is a file, a pipe or closed. */
export function terminalAt(descriptor: 1 | 2, { process, outlive }: Around): Terminal | undefined {
  if (!isatty(descriptor)) return undefined
  const stream = outlive(descriptor === 1 ? process.stdout : process.stderr)
  return {
    // a terminal of unknown size reports 0
    get columns() {
      return stream.columns || 80
    },
    get rows() {
      return stream.rows || 24
    },
    write: printTo(descriptor, () => stream),
    onResize: changed => {
      stream.on('resize', changed)
      return () => stream.off('resize', changed)
    },
    onExit: ended => {
      process.once('exit', ended)
      return () => process.off('exit', ended)
    }
  }
}
