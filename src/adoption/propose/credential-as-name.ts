import type { Problem } from '../../errors.ts'
import { someOf } from '../../list.ts'
import type { CommandPorts } from '../read-repository.ts'
import type { Survey } from '../survey/survey.ts'
import type { Cell } from '../workflow/cell.ts'

/**
 * credentialAsName is the problem of a file that would hold a credential, because a workflow or a task definition has
 * it in the place of a name.
 */
export function credentialAsName(
  file: string,
  { entries }: Survey,
  { holdsCredential }: Pick<CommandPorts, 'holdsCredential'>
): Problem {
  const cells = entries.flatMap(entry => Object.values<Cell | undefined>(entry.cells))
  const places = cells.flatMap(cell =>
    cell?.kind === 'known' && holdsCredential(cell.value) ? [cell.from] : []
  )
  const at = places.length === 0 ? 'The repository' : someOf([...new Set(places)])
  return {
    code: 'credential-as-name',
    fault: 'user',
    message: `${file} would hold a credential: nothing was written. ${at} has it in the place of a name.`,
    hint: 'Correct the name there, and rotate the credential: it is in git.'
  }
}
