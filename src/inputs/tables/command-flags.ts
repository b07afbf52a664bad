import type { CommandName } from './specification.ts'

/**
 * A flag of a command: `boolean` flags have no value, `string` flags have one. `line` is its description in help and
 * completion.
 */
export type CommandFlag = { readonly kind: 'boolean' | 'string'; readonly line: string }

const JSON_FLAG: CommandFlag = { kind: 'boolean', line: 'print one JSON document' }

/** The commands that only the command line has, with a short description and their flags. */
export const COMMAND_FLAGS: Readonly<
  Record<CommandName, { readonly line: string; readonly flags: Readonly<Record<string, CommandFlag>> }>
> = {
  init: {
    line: 'show a configuration file and workflows for this repository',
    flags: { write: { kind: 'boolean', line: 'write the files' }, json: JSON_FLAG }
  },
  adopt: {
    line: 'show how your workflows would deploy with this action',
    flags: { write: { kind: 'boolean', line: 'change the workflows' }, json: JSON_FLAG }
  },
  merge: {
    line: 'merge the results of runs: audit, results or check merge',
    flags: {
      expect: {
        kind: 'string',
        line: 'file with the accounts and Regions, or repositories, that must report'
      },
      format: { kind: 'string', line: 'text, json or markdown' },
      json: JSON_FLAG,
      output: { kind: 'string', line: 'file for the merged JSON' },
      'summary-file': { kind: 'string', line: 'file for the Markdown' }
    }
  }
}
