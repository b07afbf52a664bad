import { lastPartOf, partitionOf, REGION } from '../arn.ts'
import type { Place } from '../errors.ts'
import type { JsonObject } from '../json.ts'
import { distinctBy } from '../list.ts'
import { definedContainers, logOptionsOf, textOf } from '../rollout/diagnosis/definition.ts'
import { isFailure, type ServiceResult } from '../rollout/outcome.ts'
import { plain } from './text.ts'

/** A page of the AWS console. The URL contains only names, each percent-encoded. */
export type ConsoleLink = { readonly title: string; readonly url: string }

/**
 * Console hosts by partition. A partition without a public console has no link, because no link is better than a wrong
 * one.
 */
const HOSTS: Readonly<Record<string, string>> = {
  aws: 'console.aws.amazon.com',
  'aws-cn': 'console.amazonaws.cn',
  'aws-us-gov': 'console.amazonaws-us-gov.com',
  'aws-eusc': 'console.amazonaws-eusc.eu'
}

/** serviceUrl returns the page with the deployments of a service; `cluster` is a name or an ARN. */
export function serviceUrl({
  service,
  cluster,
  region,
  taskDefinitionArn
}: Pick<ServiceResult, 'service' | 'cluster' | 'region' | 'taskDefinitionArn'>): string | undefined {
  if (cluster === '' || service === '') return undefined
  const path = `/ecs/v2/clusters/${encode(lastPartOf(cluster))}/services/${encode(service)}/deployments`
  return page(region, path, taskDefinitionArn ?? cluster)
}

/** definitionUrl returns the page of one revision. */
export function definitionUrl(arn: string): string | undefined {
  const parts = /^arn:[\w-]+:ecs:([\w-]+):\d*:task-definition\/([^:/]+):(\d+)$/.exec(arn)
  if (!parts) return undefined
  const [, region = '', family = '', revision = ''] = parts
  return page(region, `/ecs/v2/task-definitions/${encode(family)}/${revision}/containers`, arn)
}

/**
 * logGroupUrl returns the page of a CloudWatch log group; the console expects the name encoded twice, with `$` for `%`.
 */
export function logGroupUrl(region: string, group: string): string | undefined {
  const host = hostOf(region)
  if (host === undefined) return undefined
  const name = encode(encode(group)).replaceAll('%', '$')
  return `https://${host}/cloudwatch/home?region=${region}#logsV2:log-groups/log-group/${name}`
}

/** codeDeployUrl returns the page of a CodeDeploy deployment such as `d-ABCDEF123`. */
export function codeDeployUrl(region: string, id: string): string | undefined {
  return page(region, `/codesuite/codedeploy/deployments/${encode(id)}`)
}

/**
 * sourceUrl returns the URL of a line in a file below `filesUrl`; undefined if the files have no URL or the file is not
 * among them.
 */
export function sourceUrl(filesUrl: string | undefined, place: Place): string | undefined {
  const steps = place.file.split('/')
  if (filesUrl === undefined || steps.some(step => ['', '.', '..'].includes(step))) return undefined
  const lines = place.line === place.endLine ? `#L${place.line}` : `#L${place.line}-L${place.endLine}`
  return `${filesUrl}/${steps.map(encode).join('/')}${lines}`
}

/**
 * consoleLinks returns the pages that help with one service: deployments, revision, CodeDeploy, and the log groups of
 * `definition`.
 */
export function consoleLinks(result: ServiceResult, definition?: JsonObject): readonly ConsoleLink[] {
  const { deploymentId = '', taskDefinitionArn: arn = '', region } = result
  const pages: readonly (readonly [title: string, url: string | undefined])[] = [
    ['deployments', serviceUrl(result)],
    [lastPartOf(arn), definitionUrl(arn)],
    [
      `CodeDeploy ${deploymentId}`,
      isCodeDeploy(deploymentId) ? codeDeployUrl(region, deploymentId) : undefined
    ],
    ...logGroups(definition ?? {}, region).map(
      ({ group, at }) => [`logs ${group}`, logGroupUrl(at, group)] as const
    )
  ]
  return pages.flatMap(([title, url]) => (url === undefined ? [] : [{ title, url }]))
}

/** isCodeDeploy distinguishes CodeDeploy deployment IDs from those of ECS (`ecs-svc/…`). */
export function isCodeDeploy(id: string): boolean {
  return /^d-[A-Z0-9]+$/.test(id)
}

/** linksToText returns a line for each service that did not succeed, for logs. */
export function linksToText(results: readonly ServiceResult[]): readonly string[] {
  return results.filter(isFailure).flatMap(result => {
    const url = serviceUrl(result)
    return url === undefined ? [] : [plain(`${result.service}: ${url}`)]
  })
}

/** The characters that CloudWatch allows in a log group name; other names are not shown. */
const LOG_GROUP = /^[\w./#-]{1,512}$/

function logGroups(definition: JsonObject, region: string) {
  const found = definedContainers(definition).flatMap(container => {
    const options = logOptionsOf(container) ?? {}
    const [group = '', at = ''] = ['awslogs-group', 'awslogs-region'].map(name => textOf(options, name))
    return LOG_GROUP.test(group) ? [{ group, at: at === '' ? region : at }] : []
  })
  return distinctBy(found, ({ group }) => group)
}

function page(region: string, path: string, arn?: string): string | undefined {
  const host = hostOf(region, arn)
  return host === undefined ? undefined : `https://${host}${path}?region=${region}`
}

/** The console uses a host per Region. */
function hostOf(region: string, arn?: string): string | undefined {
  if (!REGION.test(region)) return undefined
  const said = /^arn:([\w-]+):/.exec(arn ?? '')?.[1]
  const host = HOSTS[said ?? partitionOf(region)]
  return host === undefined ? undefined : `${region}.${host}`
}

/** Percent-encodes like encodeURIComponent, and also the characters that it leaves but Markdown interprets. */
function encode(text: string): string {
  // encodeURIComponent throws on a lone surrogate
  return encodeURIComponent(text.toWellFormed()).replace(/[!'()*~_]/g, character =>
    character === '_' ? character : `%${character.charCodeAt(0).toString(16).toUpperCase()}`
  )
}
