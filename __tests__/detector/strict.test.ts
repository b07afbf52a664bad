import { describe, expect, it } from '@jest/globals'
import { chosenRules, detect } from '../../src/detector/detect.ts'
import { USUAL_RULES } from '../../src/detector/rule.ts'
import { documentOf, taskDefinition, withVariable } from './documents.ts'
import { Maker } from './made.ts'

const maker = new Maker(61)
const rule = 'policy/references-only'
const hole = ['$', '{X}'].join('')

async function strictly(name: string, value: string, allowed: readonly string[] = []) {
  const document = await documentOf(JSON.stringify(withVariable(name, value)))
  return detect(document, chosenRules({ ...USUAL_RULES, strictly: allowed })).map(
    ({ rule, level, category }) => `${rule} ${level} ${category}`
  )
}

describe('policy/references-only', () => {
  it.each([
    ['X', ''],
    ['X', '5432'],
    ['X', '-1.5'],
    ['X', '30s'],
    ['X', '512MB'],
    ['X', '75%'],
    ['X', 'true'],
    ['X', '2031-04-01'],
    ['X', '1.27.3'],
    ['X', 'v2.0.0-rc.1'],
    ['X', 'us-west-2'],
    ['X', 'us-gov-east-1'],
    ['X', 'eu-central-1b'],
    ['X', '10.0.0.0/16'],
    ['X', '10.0.0.1:8080'],
    ['X', 'localhost:4317'],
    ['X', 'db.internal'],
    ['X', 'orders.cluster-ro.us-west-2.rds.amazonaws.com:5432'],
    ['X', 'https://api.example.com/v2/orders'],
    ['X', 'redis://cache:6379/0'],
    ['X', 'arn:aws:sns:us-west-2:123456789012:orders'],
    ['X', '/var/lib/app/data'],
    ['X', 'production'],
    ['X', 'INFO'],
    ['X', 'a.internal:9092,b.internal:9092'],
    ['X', hole],
    ['DB_NAME', 'ops_pipeline'],
    ['DB_USER', 'ops'],
    ['SERVICE_NAME', 'signal-engine-1m'],
    ['APP_ENV', 'blue'],
    ['GIT_SHA', maker.hex(40)],
    ['IMAGE', 'registry.internal:5000/team/app:1.2.3'],
    ['IMAGE', 'openjdk:8u292-jre'],
    ['TOKEN_EXPIRY_SECONDS', '3600']
  ])('%s=%s passes', async (name, value) => {
    expect(await strictly(name, value)).toEqual([])
  })

  it.each([
    ['X', 'autumn31'],
    ['X', 'letmein'],
    ['X', maker.hex(32)],
    ['X', maker.alnum(20)],
    ['X', 'some words of a sentence'],
    ['X', 'https://hooks.internal/services/T0AB12CD/B034EF56'],
    ['X', 'https://api.example.com/?key=abc'],
    ['X', `db.internal,${maker.hex(32)}`],
    ['X', `prefix-${hole}`],
    ['X', '/tmp/Ab3dE6gH1jK2'],
    ['X', maker.uuid()],
    ['APP_NAME', maker.alnum(20)],
    ['DB_USER', 'x9!kd#2'],
    ['API_KEY', 'changeme'],
    ['DB_PASSWORD', '%DB_PASSWORD'],
    ['DB_PASSWORD', 'DB_PASSWORD_PLACEHOLDER'],
    ['DB_PASSWORD', ['$', '{DB_PASSWORD}'].join('')],
    ['X', `${maker.alnum(20)}.internal`]
  ])('%s=%s does not', async (name, value) => {
    expect(await strictly(name, value)).toEqual([`${rule} error policy`])
  })

  it('leaves what ECS or Security Hub refuses to the rules about that', async () => {
    expect(await strictly('AWS_ACCESS_KEY_ID', hole)).toEqual(['secret/control-name error policy'])
  })

  it('lets a listed name pass, and leaves credentials to the other rules', async () => {
    expect(await strictly('PARTNER', 'autumn31', ['PARTNER'])).toEqual([])
    expect(await strictly('DB_PASSWORD', 'autumn31', ['DB_PASSWORD'])).toEqual([
      'secret/by-name error credential'
    ])
  })

  it('looks at options, labels and tags, and not at commands', async () => {
    const container = {
      dockerLabels: { note: 'call-7781-if-broken' },
      command: ['autumn31'],
      logConfiguration: { logDriver: 'x', options: { note: 'autumn31' } }
    }
    const document = await documentOf(JSON.stringify(taskDefinition(container)))
    expect(
      detect(document, chosenRules({ ...USUAL_RULES, strictly: [] })).map(({ pointer }) => pointer)
    ).toEqual([
      '/containerDefinitions/0/dockerLabels/note',
      '/containerDefinitions/0/logConfiguration/options/note'
    ])
  })

  it('does not let a value pass whose end was not looked at', async () => {
    expect(await strictly('X', `/a${'/b'.repeat(5000)}`)).toEqual([`${rule} error policy`])
  })
})
