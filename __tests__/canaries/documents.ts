import type { Canaries, Draw } from './canary.ts'

/** A task definition with canaries in many places, among harmless entries. */
export function documentOf(draw: Draw, canaries: Canaries): object {
  const pasted = () => (draw.chance(20) ? canaries.token() : `name-${draw.text(5)}`)
  const container = (name: string) => ({
    name,
    image: draw.one([
      () => 'demo/web:1',
      () => canaries.address().replace('postgres://', '').replace(':5432/app', '/web:1'),
      () => `demo/${canaries.token()}`
    ])(),
    environment: [
      { name: 'DB_PASSWORD', value: canaries.password() },
      { name: draw.one(['API_KEY', 'STRIPE_SECRET', 'authToken']), value: canaries.password() },
      { name: 'DATABASE_URL', value: canaries.address() },
      { name: 'NOTE', value: canaries.token() },
      { name: 'OPTIONS', value: JSON.stringify({ user: 'app', password: canaries.password() }) },
      { name: pasted(), value: draw.chance(50) ? 'production' : canaries.token() },
      { name: 'LOG_LEVEL', value: 'info' }
    ].filter(() => draw.chance(60)),
    secrets: [
      { name: pasted(), valueFrom: draw.chance(50) ? canaries.token() : 'secretsmanager:ops/db' },
      {
        name: 'S',
        valueFrom: `arn:aws:secretsmanager:us-west-2:123456789012:secret:${canaries.token()}-AbCdEf`
      }
    ].filter(() => draw.chance(40)),
    command: draw.one([
      () => ['app', '--password', canaries.password()],
      () => ['sh', '-c', `PGPASSWORD=${canaries.token()} psql ${canaries.address()}`],
      () => ['app', `--token=${canaries.token()}`],
      () => ['app']
    ])(),
    dockerLabels: { [pasted()]: canaries.token(), team: 'ops' },
    ...(draw.chance(30)
      ? {
          logConfiguration: {
            logDriver: 'splunk',
            options: { 'splunk-token': canaries.password(), 'splunk-url': canaries.address() }
          }
        }
      : {}),
    ...(draw.chance(20) ? { [canaries.token()]: { x: canaries.token() } } : {}),
    ...(draw.chance(20) ? { repositoryCredentials: { credentialsParameter: canaries.token() } } : {})
  })
  return {
    family: pasted(),
    ...(draw.chance(30) ? { executionRoleArn: `arn:aws:iam::123456789012:role/${canaries.token()}` } : {}),
    ...(draw.chance(20) ? { taskRoleArn: canaries.token() } : {}),
    ...(draw.chance(20) ? { tags: [{ key: pasted(), value: canaries.token() }] } : {}),
    containerDefinitions: Array.from({ length: 1 + draw.below(2) }, () => container(pasted()))
  }
}

/** The text of a document in one of the formats that a file can have; some are broken. */
export function textOf(draw: Draw, document: object): string {
  const text = JSON.stringify(document, null, draw.one([0, 2]))
  if (draw.chance(10)) return text.slice(0, -(1 + draw.below(40)))
  return draw.chance(10) ? text.replace('"family"', '"family": "twice", "family"') : text
}

/** A configuration file with canaries in its free-text members. */
export function configurationOf(draw: Draw, canaries: Canaries): string {
  return draw.one([
    () => '',
    () =>
      `exceptions:\n  - {file: "**", variable: DB_PASSWORD, rule: secret/by-name, reason: "password=${canaries.token()}", expires: 2099-01-01}\n`,
    () => `${canaries.token()}: 1\nexceptions: []\n`,
    () =>
      `exceptions:\n  - {file: ${canaries.token()}.json, rule: ${canaries.token()}, reason: x, expires: soon}\n`,
    () => `cluster: ${canaries.token()}\nservices: {web: {cluster: ${canaries.token()}, nonsense: true}}\n`
  ])()
}
