import { type DetectorInput, detect } from '../../src/detector/detect.ts'
import type { Finding } from '../../src/detector/rule.ts'
import { loadDocument } from '../../src/files/document/load.ts'
import { placeFinder } from '../../src/files/document/place.ts'

/** documentOf loads a text as the action does. */
export async function documentOf(
  text: string,
  file = 'deploy/app-task-definition.json'
): Promise<DetectorInput & { readonly text: string }> {
  const { document, problems } = await loadDocument(file, text)
  if (!document) throw new Error(problems.map(({ message }) => message).join('\n'))
  return { file, root: document.root, place: placeFinder(document), text }
}

/** findingsIn loads a value as a JSON file and runs the detector on it. */
export async function findingsIn(value: unknown, file?: string): Promise<readonly Finding[]> {
  return detect(await documentOf(JSON.stringify(value, null, 2), file))
}

/** withVariable is a small, complete task definition with one variable. */
export function withVariable(name: string, value: string): unknown {
  return taskDefinition({ environment: [{ name, value }] })
}

/** taskDefinition is a small task definition whose one container has these additional members. */
export function taskDefinition(container: Record<string, unknown>): unknown {
  return {
    family: 'app',
    executionRoleArn: 'arn:aws:iam::123456789012:role/execution',
    containerDefinitions: [{ name: 'app', image: 'nginx:1.27', essential: true, ...container }]
  }
}

/**
 * ruleFor is the rule that a variable violates, with its level unless that is error; undefined if there is no finding.
 */
export async function ruleFor(name: string, value: string): Promise<string | undefined> {
  const [finding] = await findingsIn(withVariable(name, value))
  if (!finding) return undefined
  return finding.level === 'error' ? finding.rule : `${finding.rule} (${finding.level})`
}

/** credentialFor is the same for findings of a literal credential. */
export async function credentialFor(name: string, value: string): Promise<string | undefined> {
  const found = (await findingsIn(withVariable(name, value))).find(
    ({ category }) => category === 'credential'
  )
  if (!found) return undefined
  return found.level === 'error' ? found.rule : `${found.rule} (${found.level})`
}
