import { runAsCommandLine } from '../../src/cli/cli-shell.ts'

/** What a check prints with `--format json`, its exit code, and what it writes to standard error. */
export type JsonOfCheck = {
  readonly code: number
  readonly stderr: string
  readonly files: readonly string[]
  readonly verdict: string
  readonly findings: readonly {
    readonly file: string
    readonly line: number
    readonly name: string
    readonly rule: string
    readonly level: string
  }[]
  readonly unscanned: readonly { readonly file: string; readonly line: number; readonly reason: string }[]
  readonly problems: readonly { readonly code: string; readonly message: string; readonly hint: string }[]
  readonly remarks?: readonly { readonly message: string }[]
}

/** jsonOfCheck runs a check on the command line in a folder. */
export async function jsonOfCheck(folder: string, args: readonly string[]): Promise<JsonOfCheck> {
  const out: string[] = []
  const err: string[] = []
  const streams = { out: (text: string) => out.push(text), err: (text: string) => err.push(text) }
  const run = { environment: {}, workspace: folder, signal: new AbortController().signal }
  const code = await runAsCommandLine(['check', ...args, '--format', 'json'], streams, run)
  return { ...(JSON.parse(out.join('')) as Omit<JsonOfCheck, 'code' | 'stderr'>), code, stderr: err.join('') }
}
