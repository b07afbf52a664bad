import { createHash } from 'node:crypto'
import { taskDefinitionOf } from './appspec.ts'
import type { CodeDeployment } from './ports.ts'

/** hashOf is the SHA-256 of an AppSpec text in hexadecimal digits, as CreateDeployment wants it beside the text. */
export function hashOf(content: string): string {
  return createHash('sha256').update(content).digest('hex')
}

/** deploysSame tells whether a deployment is of exactly this AppSpec: by its hash, its text, or what it deploys. */
export function deploysSame(deployment: CodeDeployment, content: string): boolean {
  if (deployment.sha256 !== undefined) return deployment.sha256.toLowerCase() === hashOf(content)
  if (deployment.content === undefined) return false
  if (deployment.content === content) return true
  const wanted = taskDefinitionOf(content)
  return wanted !== undefined && taskDefinitionOf(deployment.content) === wanted
}
