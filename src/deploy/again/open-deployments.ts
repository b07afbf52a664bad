import { familyOf, lastPartOf } from '../../arn.ts'
import { AwsError } from '../../aws/error.ts'
import { present } from '../../present.ts'
import type { Remark } from '../../report/report.ts'
import type { LiveDefinition, Site } from '../../rollout/ports.ts'
import type { Plan, ServiceAction } from '../comparison/plan.ts'
import type { DeployingPorts } from '../target.ts'
import type { OpenService } from './open-services.ts'

/** A service whose deployment in progress is continued or rolled back. */
export type PlannedOpen = OpenService & {
  readonly action: Extract<ServiceAction, { kind: 'continue' | 'stop' }>
  /** ARN of the revision that it is to run then, and what was read of it. */
  readonly revision: string
  readonly live: LiveDefinition | undefined
  /** ARN of the revision that it runs if that does not succeed; empty if there is none. */
  readonly previous: string
  readonly previousPlaintext: readonly string[]
}

/** planOpen plans what is to be done with deployments in progress. Pure. */
export function planOpen(items: readonly PlannedOpen[]): Plan {
  const planned = items.map(({ service, key, site, state, action, revision, live, ...item }, index) => {
    const { region, roleArn, cluster } = site
    const id = `open-${index + 1}`
    const definition = {
      ...{ id, cluster, files: [revision], differences: [], notKept: [] },
      account: { region, ...present({ roleArn }) },
      family: familyOf(revision),
      definition: live?.definition ?? {},
      registration: { kind: 'reuse' as const, arn: revision },
      latestRevision: live?.revision ?? 0
    }
    const { previous: previousTaskDefinitionArn, previousPlaintext } = item
    const before = { before: state, previousTaskDefinitionArn, previousPlaintext }
    return {
      definition,
      service: { service, ...present({ key }), site, file: revision, definitionId: id, action, ...before }
    }
  })
  return {
    definitions: planned.map(({ definition }) => definition),
    services: planned.map(({ service }) => service)
  }
}

/**
 * describeIfAllowed reads a revision as far as that is allowed; without it, a failure has fewer causes, and whether it
 * holds plaintext is not verified.
 */
export async function describeIfAllowed(
  arn: string,
  site: Site,
  { aws }: Pick<DeployingPorts, 'aws'>
): Promise<{ readonly live?: LiveDefinition; readonly remarks: readonly Remark[] }> {
  try {
    const { ecs } = await aws(site)
    return {
      ...present({ live: arn === '' ? undefined : await ecs.describeTaskDefinition(arn) }),
      remarks: []
    }
  } catch (error) {
    if (!(error instanceof AwsError)) throw error
    const message = `Not verified: whether ${lastPartOf(arn)} holds plaintext (${error.operation} failed).`
    return { remarks: [{ message, isUnverified: true }] }
  }
}
