import { definition, scenarioWith } from './world.ts'

/** The container that Express Mode demands. */
export const MAIN = {
  name: 'Main',
  image: 'demo/web:1',
  portMappings: [{ name: 'http', containerPort: 8080, protocol: 'tcp' }]
}

/** A scenario with Express service `web`, which runs web:1, and a second revision of its family with a sidecar. */
export function expressScenario(service: object = {}, more: object = {}): object {
  const containers = [
    { ...MAIN, image: 'demo/web:2' },
    { name: 'log', image: 'demo/log:1' }
  ]
  return scenarioWith(
    { express: true, ...service },
    {
      taskDefinitions: [
        definition('web', { containerDefinitions: [MAIN] }),
        definition('web', { containerDefinitions: containers })
      ],
      ...more
    }
  )
}
