import { manyServices, template } from '../bundle/scenario.ts'
import { act, DEPLOY, onStage, type RunSurfaces } from './stage.ts'

/** Another definition is deployed to one of two services while both are rolled out. */
export function supersededDeploy(): Promise<RunSurfaces> {
  const scenario = manyServices(
    { web: { desiredCount: 2 }, worker: {} },
    {
      taskDefinitions: ['web', 'worker', 'other'].map(family => ({
        family,
        containerDefinitions: [{ name: 'app', image: `demo/${family}:1`, memory: 64 }]
      })),
      later: [
        {
          after: '30s',
          action: 'update-service',
          cluster: 'demo',
          service: 'web',
          taskDefinition: 'other'
        }
      ]
    }
  )
  return onStage(scenario, stage => {
    for (const name of ['web', 'worker']) stage.workspace.write(`deploy/${name}.json`, template(name))
    return act(stage, DEPLOY)
  })
}

/** An account in which nothing holds plaintext. */
export function cleanAudit(): Promise<RunSurfaces> {
  return onStage(manyServices({ web: {}, worker: {} }), stage =>
    act(stage, { mode: 'audit', cluster: 'demo', 'aws-region': 'us-west-2' })
  )
}

/** A second run of the same deploy has nothing to do. */
export function unchangedDeploy(): Promise<RunSurfaces> {
  return onStage(manyServices({ web: {} }), async stage => {
    stage.workspace.write('deploy/web.json', template('web'))
    await act(stage, DEPLOY)
    return act(stage, DEPLOY)
  })
}
