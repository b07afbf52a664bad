import { MAIN } from '../sandbox/express.ts'
import { scenario, template } from './scenario.ts'
import { makeWorld, type TestWorld } from './world.ts'

/** The template of `web` as Express Mode takes it; `more` are members of its container. */
export function expressTemplate(more: object = {}): string {
  return template('web', { name: MAIN.name, portMappings: MAIN.portMappings, ...more })
}

/** expressScenario is `scenario` with service `web` managed by Express Mode. */
export function expressScenario(service: object = {}, more: object = {}): object {
  const { services, taskDefinitions } = scenario() as { services: object[]; taskDefinitions: object[] }
  return scenario({
    taskDefinitions: [{ ...taskDefinitions[0], containerDefinitions: [MAIN] }],
    services: [{ ...services[0], express: true, ...service }],
    ...more
  })
}

/** makeExpressWorld is `makeWorld` with a template that Express Mode takes. */
export async function makeExpressWorld(content: object = expressScenario()): Promise<TestWorld> {
  const world = await makeWorld(content)
  world.workspace.write('deploy/web.json', expressTemplate())
  return world
}
