import { runBundle } from '../demo/cli.mjs'
import { root } from '../demo/install.mjs'
import { startSandbox } from '../demo/sandbox.mjs'

/**
 * How long a deploy of the eight services continues after ECS is done, in seconds of the sandbox's clock: from the
 * completion of the last deployment to the end of the process. The clock moves only while the program waits for it.
 */
export async function measureOverhead() {
  const example = `${root}examples/ops-pipeline`
  const sandbox = await startSandbox(`${example}/scenario.yml`, ['--clock', 'manual'])
  try {
    const { code, output } = await runBundle(
      [
        ...['deploy', 'deploy/{service}-task-definition.json', '--service', 'all'],
        ...['--cluster', 'ops-pipeline-cluster', '--aws-region', 'us-west-2'],
        ...[
          '--variables',
          'ECR_REGISTRY=123456789012.dkr.ecr.us-west-2.amazonaws.com',
          '--variables',
          'IMAGE_TAG=v2'
        ]
      ],
      { cwd: example, endpoint: sandbox.url, show: 'nothing' }
    )
    if (code !== 0) throw new Error(`the deploy ended with exit code ${code}:\n${output}`)
    const state = await sandbox.get('state')
    return { virtualSeconds: (state.now - lastCompletion(state)) / 1000 }
  } finally {
    await sandbox.stop()
  }
}

function lastCompletion(state) {
  const finished = state.regions['us-west-2'].clusters
    .flatMap(({ services }) => services)
    .flatMap(({ serviceDeployments }) => serviceDeployments)
    .map(({ finishedAt }) => finishedAt)
  if (finished.length !== 8 || finished.includes(undefined)) {
    throw new Error('the sandbox does not have eight finished deployments')
  }
  return Math.max(...finished)
}
