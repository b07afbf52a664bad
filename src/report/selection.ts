import { codePiece, type ReportSection, sectionToText, strongPiece, tableBlock } from './section.ts'

/** Why a run for changed services includes a service, or not. */
export type SelectedService = {
  /** The key of the service, and its name in ECS. */
  readonly key: string
  readonly service: string
  readonly environment?: string
  readonly isIncluded: boolean
  /** A clause: what changed, what is unknown, or that nothing changed. */
  readonly reason: string
  /** The commit of the running revision, if known. */
  readonly commit?: string
}

/** selectionToText returns a line for each service. */
export function selectionToText(selection: readonly SelectedService[]): readonly string[] {
  return sectionToText(selectionSection(selection))
}

/** selectionSection is the table of the services and the reasons; empty if the run does not select changed services. */
export function selectionSection(selection: readonly SelectedService[] = []): ReportSection {
  const rows = selection
    .toSorted((a, b) => Number(b.isIncluded) - Number(a.isIncluded))
    .map(({ key, service, environment, isIncluded, reason }) => {
      const name = key === service ? key : `${key} (${service})`
      return [
        [codePiece(environment === undefined ? name : `${environment}/${name}`)],
        isIncluded ? [strongPiece('in')] : 'left alone',
        reason
      ]
    })
  return {
    ...{ id: 'selection', heading: 'What changed', share: 0.05, rest: '; all are in the output `plan`' },
    blocks: tableBlock(['service', '', 'why'], rows)
  }
}
