import { existsSync, statSync } from 'node:fs'
import { posix, resolve } from 'node:path'
import { isCopilotManifest } from '../document/tree.ts'
import { readBytes } from '../read.ts'
import {
  COMPOSE,
  composeForEcs,
  isContainerModule,
  isMisspelled,
  looksLikeContainers
} from './container-list.ts'
import { type Discovered, discoverDefinitions, type Tracked } from './discover.ts'
import { withLoadedContainers } from './loaded-containers.ts'
import { taskCalls } from './module-calls.ts'

/**
 * discoverForCheck finds the files that contain a task definition, workflows that give variables to one, manifests
 * of Copilot, and the environment files that these and Compose name. All files are read for this.
 */
export function discoverForCheck(workspace: string, tracked: Tracked): Discovered {
  const isForEcs = composeForEcs(tracked.paths)
  const isTaskCall = taskCalls(workspace)
  const named = new Set<string>()
  const found = discoverDefinitions(workspace, tracked, (file, bytes) => {
    const isCompose = isForEcs(file, bytes)
    const isManifest = YAML.test(file) && isCopilotManifest(file, bytes.toString('latin1'))
    if ((isCompose || isManifest) && bytes.includes('env_file'))
      for (const name of namedEnvironmentFiles(file, bytes.toString('utf8'))) named.add(name)
    const isOwn = isCompose || isManifest || looksLikeContainers(bytes) || isWorkflowForEcs(file, bytes)
    return isOwn || isContainerModule(file, bytes) || isMisspelled(file, bytes) || isTaskCall(file, bytes)
  })
  const variables = tracked.paths.filter(file => named.has(file) && !found.files.includes(file))
  const files = [...found.files, ...variables].toSorted((a, b) => (a < b ? -1 : 1))
  return withLoadedContainers(workspace, { ...found, files }, tracked.paths)
}

/** environmentFilesBeside returns the files of variables that a Compose file or a manifest of Copilot lists. */
export function environmentFilesBeside(workspace: string, file: string): readonly string[] {
  const read = YAML.test(file) ? readBytes(workspace, file) : undefined
  if (read?.kind !== 'bytes') return []
  const text = read.bytes.toString('utf8')
  if (!COMPOSE.test(file) && !isCopilotManifest(file, text)) return []
  const names = namedEnvironmentFiles(file, text)
  return names.filter(name => !/^(?:\/|\.\.(?:\/|$))/.test(name) && isFile(resolve(workspace, name)))
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile()
}

/** workflowsForEcs returns, of the paths, the workflows and actions that give variables to a task definition. */
export function workflowsForEcs(workspace: string, paths: readonly string[]): readonly string[] {
  return paths.filter(file => {
    const read = WORKFLOW.test(file) ? readBytes(workspace, file) : undefined
    return read?.kind === 'bytes' && isWorkflowForEcs(file, read.bytes)
  })
}

/** Whether a file is a workflow or an action that gives variables to a task definition, by its path and one word. */
function isWorkflowForEcs(file: string, bytes: Buffer): boolean {
  return WORKFLOW.test(file) && GIVES.test(bytes.toString('latin1'))
}

const YAML = /\.ya?ml$/i

const WORKFLOW = /(?:^|\/)(?:\.github\/workflows\/[^/]+|action)\.ya?ml$/i

const GIVES =
  /aws-actions\/amazon-ecs-|\/ecs-sealed-deploy[\w./-]*@|(?:create|update)-express-gateway-service/i

const NAMED =
  /^[ \t]{0,64}env_file[ \t]{0,8}:[ \t]{0,8}(.{0,1024})((?:\r?\n[ \t]{0,64}-[ \t]{1,8}.{1,512}){0,64})/gm

/**
 * The environment files that a Compose file or a manifest of Copilot lists, relative to the
 * workspace: beside the file, or from the root, as Copilot reads them.
 */
function namedEnvironmentFiles(file: string, text: string): readonly string[] {
  const names = [...text.matchAll(NAMED)].flatMap(([, own = '', list = '']) =>
    [...own.split(/[[\],]/), ...list.split(/\r?\n[ \t]*-[ \t]+(?:path:[ \t]*)?/)].map(one =>
      one
        .replace(/\s#.*$/, '')
        .trim()
        .replace(/^(["'])(.*)\1$/, '$2')
    )
  )
  const plain = names.filter(name => /^[\w./-]+$/.test(name))
  return plain.flatMap(name => [posix.join(posix.dirname(file), name), posix.normalize(name)])
}
