import { recordOfDeployment } from './records.ts'
import { failDeployment } from './rollback.ts'
import type { AlarmWatch, Service, World } from './state.ts'

/** The states of a CloudWatch alarm. */
export const ALARM_STATES = ['OK', 'ALARM', 'INSUFFICIENT_DATA']

/** alarmKey is the key of a Region's alarm in the world. */
export function alarmKey(region: string, name: string): string {
  return `${region}/${name}`
}

/**
 * watchAlarms starts watching a service's deployment alarms; those already in ALARM are ignored for this deployment.
 */
export function watchAlarms(world: World, service: Service): AlarmWatch {
  const { enable, names } = service.configuration.alarms
  const ignored = names.filter(name => world.alarms.get(alarmKey(service.region, name)) === 'ALARM')
  const watching = enable && names.length > ignored.length
  return {
    status: watching ? 'MONITORING' : 'DISABLED',
    names: enable ? [...names] : [],
    ignored,
    triggered: []
  }
}

/** setAlarm sets the state of an alarm; ALARM fails the deployments that watch it. */
export function setAlarm(world: World, alarm: { region: string; name: string; state: string }): void {
  world.alarms.set(alarmKey(alarm.region, alarm.name), alarm.state)
  if (alarm.state !== 'ALARM') return
  for (const cluster of world.regions.get(alarm.region)?.clusters.values() ?? [])
    for (const service of cluster.services.values()) trigger(world, service, alarm.name)
}

function trigger(world: World, service: Service, name: string): void {
  const deployment = service.deployments.find(one => one.status === 'PRIMARY')
  const record = deployment && recordOfDeployment(service, deployment)
  if (!record || !['PENDING', 'IN_PROGRESS'].includes(record.status)) return
  const { alarms } = record
  if (alarms.status !== 'MONITORING' || !alarms.names.includes(name) || alarms.ignored.includes(name)) return
  alarms.status = 'TRIGGERED'
  alarms.triggered.push(name)
  failDeployment(world, service, {
    deployment,
    failure: {
      event: 'alarm detected.',
      because: 'because one or more CloudWatch alarms were triggered.',
      state: 'ECS deployment failed: alarm detected.',
      rollback: record.configuration.alarms.rollback
    }
  })
}
