import type { Problem } from '../../errors.ts'
import { loadDocument } from '../../files/document/load.ts'
import { readTextFile } from '../../files/read.ts'
import type { AwsConfiguration } from '../../inputs/configuration.ts'
import { fillNames, namesFor } from '../../inputs/read-deploy.ts'
import { present } from '../../present.ts'
import { type AppSpecSource, buildAppSpec } from '../../rollout/codedeploy/appspec.ts'
import { inspectDeploymentGroup } from '../../rollout/codedeploy/group.ts'
import { definitionIn, type Plan, type ServicePlan } from '../comparison/plan.ts'
import type { DeployingPorts } from '../target.ts'

/** The plan with the AppSpec of each service that CodeDeploy deploys, or the problems of the AppSpecs. */
export type WithAppSpecs = { readonly plan: Plan; readonly problems: readonly Problem[] }

/**
 * inspectCodeDeploy checks AppSpecs and deployment groups before the first change; it ignores services with the ECS
 * deployment controller.
 */
export async function inspectCodeDeploy(
  plan: Plan,
  configuration: AwsConfiguration,
  planning: DeployingPorts
): Promise<WithAppSpecs> {
  const problems: Problem[] = []
  const services = await Promise.all(
    plan.services.map(async service => {
      const isTheirs = service.before.deploymentController === 'CODE_DEPLOY'
      if (!isTheirs || service.action.kind === 'unchanged') return service
      const inspected = await inspect(service, plan, { configuration, planning })
      problems.push(...inspected.problems)
      return { ...service, ...present({ appSpec: inspected.source }) }
    })
  )
  return { plan: { ...plan, services }, problems }
}

async function inspect(
  service: ServicePlan,
  plan: Plan,
  run: { readonly configuration: AwsConfiguration; readonly planning: DeployingPorts }
): Promise<{ readonly source?: AppSpecSource; readonly problems: readonly Problem[] }> {
  const { codeDeploy } = run.configuration
  const { cluster, region } = service.site
  const names = namesFor(codeDeploy, { cluster, service: service.service })
  const read = await readAppSpec(service, { ...run, plan })
  if (!read.source) return { problems: read.problems }
  const { codedeploy } = await run.planning.aws(service.site)
  const subject = { service: service.service, cluster, region, ...names }
  const group = await inspectDeploymentGroup(subject, codedeploy)
  const definition = definitionIn(plan, service.definitionId)
  const spec = buildAppSpec(read.source, {
    service: service.service,
    // Any revision is sufficient to check whether the AppSpec is complete.
    taskDefinitionArn: service.previousTaskDefinitionArn,
    definition
  })
  const problems = [
    ...('problems' in group ? group.problems : []),
    ...('problems' in spec ? spec.problems : [])
  ]
  return { source: read.source, problems }
}

/** The path that AWS's action and CodeDeploy's own tools use. */
const USUAL_APPSPEC = 'appspec.yaml'

/** One file applies to one service: with several, it would route all traffic to the container of one. */
function usualAppSpec(service: ServicePlan, plan: Plan, { ports }: DeployingPorts): string | undefined {
  const found = readTextFile(ports.workspace, USUAL_APPSPEC)
  if ('problems' in found && found.problems.some(({ code }) => code === 'file-not-found')) return undefined
  const others = plan.services.filter(({ before }) => before.deploymentController === 'CODE_DEPLOY')
  if (others.length > 1) {
    ports.log.notice(
      `${service.service}: ${USUAL_APPSPEC} is not used, because ${others.length} services of CodeDeploy are deployed. Name files by codedeploy-appspec, with {service}.`
    )
    return undefined
  }
  ports.log.notice(`${service.service}: the AppSpec is ${USUAL_APPSPEC} of the workspace, with its hooks.`)
  return USUAL_APPSPEC
}

async function readAppSpec(
  service: ServicePlan,
  {
    configuration,
    planning,
    plan
  }: { readonly configuration: AwsConfiguration; readonly planning: DeployingPorts; readonly plan: Plan }
): Promise<{ readonly source?: AppSpecSource; readonly problems: readonly Problem[] }> {
  const appspecFile = configuration.codeDeploy.appspecFile ?? usualAppSpec(service, plan, planning)
  if (appspecFile === undefined) return { source: { kind: 'service', raw: service.before.raw }, problems: [] }
  const file = fillNames(appspecFile, { cluster: service.site.cluster, service: service.service })
  const text = readTextFile(planning.ports.workspace, file)
  if (!('text' in text)) {
    const hint = 'Check the input "codedeploy-appspec".'
    return { problems: text.problems.map(problem => ({ ...problem, hint, service: service.service })) }
  }
  const { document, problems } = await loadDocument(file, text.text)
  return document && problems.length === 0
    ? { source: { kind: 'file', document }, problems: [] }
    : { problems }
}
