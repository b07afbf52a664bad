import { AwsError } from '../aws/error.ts'
import { explainAwsError } from '../aws/explain.ts'
import type { ObjectNode } from '../document/tree.ts'
import { childOf, stringOf } from '../document/tree.ts'
import type { Problem } from '../errors.ts'
import type { DeployConfiguration, PlanConfiguration } from '../inputs/configuration.ts'
import { hasErrors } from '../report/exit-code.ts'
import { emptyReport, type Remark, type Report } from '../report/report.ts'
import { namesUsed } from '../template/names-used.ts'
import { parseOverrides } from '../template/parse-overrides.ts'
import { prepareDefinition } from '../template/prepare.ts'
import { contextsFor } from './contexts.ts'
import { examine } from './examine.ts'
import { applyHouseRules, readHouseRules } from './house-rules.ts'
import type { AwsPorts, ModePorts } from './ports.ts'
import { loadTargets, type Target } from './targets.ts'

/** A target whose definition is complete and clean, references still as written. */
export type PreparedTarget = { readonly target: Target; readonly root: ObjectNode; readonly family: string }

/** What plan and deploy start from; `prepared` is empty when the report has anything that stops the run. */
export type Preparation = { readonly report: Report; readonly prepared: readonly PreparedTarget[] }

/**
 * prepareTargets is the part of plan and deploy before any AWS call: load, check as written, render, check again. Only
 * a template that uses `aws.account` asks AWS (STS) who we are, and only once the files as written are clean.
 */
export async function prepareTargets(
  configuration: PlanConfiguration | DeployConfiguration,
  ports: ModePorts,
  aws: AwsPorts
): Promise<Preparation> {
  const house = await readHouseRules(configuration, ports)
  const loaded = await loadTargets(configuration, ports)
  const { overrides, problems: badOverrides } = parseOverrides(configuration.overrides)
  const problems: Problem[] = [...house.problems, ...loaded.problems, ...badOverrides]
  const examination = { rules: house.rules, mask: ports.mask }
  const asWritten = examine(loaded.targets, [], examination)
  const known = await applyHouseRules({ findings: asWritten, loaded }, house, ports)
  const dirty = problems.length > 0 || hasErrors(known)
  // Nothing goes out while a file is dirty; an empty account then stands in, so that only real problems are reported.
  const { account, problem } = dirty ? { account: '' } : await askAccount(loaded.targets, aws)
  if (problem) problems.push(problem)
  const remarks: Remark[] = []
  const prepared: PreparedTarget[] = []
  for (const target of loaded.targets.filter(({ partial }) => !partial)) {
    const contexts = contextsFor(configuration, target, ports)
    const result = await prepareDefinition(target.document, {
      contexts: account === undefined ? contexts : { ...contexts, aws: { ...contexts.aws, account } },
      overrides
    })
    problems.push(...result.problems.map(problem => forService(problem, target)))
    remarks.push(...result.remarks)
    if (result.root) prepared.push({ target, root: result.root, family: familyOf(result.root) })
  }
  const findings = examine(loaded.targets, prepared, examination)
  const judged = await applyHouseRules({ findings, loaded }, house, ports)
  const report: Report = {
    ...emptyReport(configuration.mode),
    services: loaded.targets.flatMap(({ service }) => (service === undefined ? [] : [service])),
    files: loaded.files,
    unscanned: loaded.unscanned,
    findings: judged.findings,
    excepted: judged.excepted,
    problems: distinct(problems),
    remarks: distinct(remarks)
  }
  const stops = problems.length > 0 || hasErrors(report)
  return { report, prepared: stops ? [] : prepared }
}

async function askAccount(
  targets: readonly Target[],
  aws: AwsPorts
): Promise<{ readonly account?: string; readonly problem?: Problem }> {
  const used = await Promise.all(targets.map(({ document }) => namesUsed(document.root)))
  if (!used.some(names => names.has('aws.account') || names.has('aws'))) return {}
  try {
    return { account: (await aws.directory.callerIdentity()).account }
  } catch (error) {
    if (!(error instanceof AwsError)) throw error
    return { account: '', problem: explainAwsError(error) }
  }
}

function familyOf(root: ObjectNode): string {
  return stringOf(childOf(root, 'family')) ?? ''
}

function forService(problem: Problem, target: Target): Problem {
  return target.service === undefined ? problem : { ...problem, service: target.service }
}

/** Services that share a file share its problems and remarks: each is said once. */
function distinct<T extends { readonly message: string }>(items: readonly T[]): readonly T[] {
  const byText = new Map(items.map(item => [JSON.stringify({ ...item, service: undefined }), item]))
  return [...byText.values()]
}
