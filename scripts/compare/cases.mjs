// A pair of name and value as a task definition, with the JSON pointer of the value.

/** `where` names the ECS field of the value. */
export function definitionOf({ name, value, where }) {
  const last = name.replace(/^options\.|^driverOpts\./, '')
  const place = PLACES[where]
  if (place === undefined) throw new Error(`no place for ${where}`)
  const { container = {}, volumes, pointer } = place({ name, last, value })
  const definition = {
    family: 'app',
    executionRoleArn: 'arn:aws:iam::123456789012:role/exec',
    containerDefinitions: [{ name: 'app', image: 'nginx:1.27', essential: true, ...container }],
    ...(volumes === undefined ? {} : { volumes })
  }
  return { definition, pointer }
}

const at = path => `/containerDefinitions/0/${path}`
const step = text => text.replaceAll('~', '~0').replaceAll('/', '~1')

const PLACES = {
  environment: ({ name, value }) => ({
    container: { environment: [{ name, value }] },
    pointer: at('environment/0/value')
  }),
  command: ({ value }) => ({ container: { command: ['sh', '-c', value] }, pointer: at('command/2') }),
  entryPoint: ({ value }) => ({ container: { entryPoint: ['java', value] }, pointer: at('entryPoint/1') }),
  'healthCheck.command': ({ value }) => ({
    container: { healthCheck: { command: ['CMD-SHELL', value] } },
    pointer: at('healthCheck/command/1')
  }),
  'logConfiguration.options': ({ last, value }) => ({
    container: { logConfiguration: { logDriver: 'awsfirelens', options: { [last]: value } } },
    pointer: at(`logConfiguration/options/${step(last)}`)
  }),
  dockerLabels: ({ name, value }) => ({
    container: { dockerLabels: { [name]: value } },
    pointer: at(`dockerLabels/${step(name)}`)
  }),
  'secrets.valueFrom': ({ value }) => ({
    container: { secrets: [{ name: 'X', valueFrom: value }] },
    pointer: at('secrets/0/valueFrom')
  }),
  'volumes.dockerVolumeConfiguration': ({ last, value }) => ({
    volumes: [{ name: 'v', dockerVolumeConfiguration: { driverOpts: { [last]: value } } }],
    pointer: `/volumes/0/dockerVolumeConfiguration/driverOpts/${step(last)}`
  })
}
