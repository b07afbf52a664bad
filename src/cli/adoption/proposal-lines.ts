import type { Problem } from '../../errors.ts'
import { someOf } from '../../list.ts'
import type { Proposal } from './proposal.ts'
import type { CommandPorts } from './repository.ts'

/** tableOf shows what was found, one line a value: service, key, value, and where it stands. */
export function tableOf({ services, unnamed }: Proposal): string[] {
  const rows = [...services, { key: '?', found: unnamed }].flatMap(({ key, found }) =>
    found.map(one => [key, one.what, 'value' in one ? one.value : `? ${one.open}`, one.from] as const)
  )
  const all = [['service', 'what', 'value', 'from where'] as const, ...rows]
  const width = (column: 0 | 1 | 2) => Math.max(...all.map(row => row[column].length))
  return all.map(([key, what, value, from]) =>
    [key.padEnd(width(0)), what.padEnd(width(1)), value.padEnd(width(2)), from].join('  ')
  )
}

/** credentialAsName: a workflow or a task definition can have a credential in the place of a name. */
export function credentialAsName(
  file: string,
  { services }: Proposal,
  { holdsCredential }: Pick<CommandPorts, 'holdsCredential'>
): Problem {
  const values = services.flatMap(({ found }) => found)
  const places = values.flatMap(one => ('value' in one && holdsCredential(one.value) ? [one.from] : []))
  const at = places.length === 0 ? 'The repository' : someOf([...new Set(places)])
  return {
    code: 'credential-as-name',
    fault: 'user',
    message: `${file} would hold a credential: nothing was written. ${at} has it in the place of a name.`,
    hint: 'Correct the name there, and rotate the credential: it is in git.'
  }
}
