import { describe, expect, it } from '@jest/globals'
import { findingsIn, taskDefinition } from './documents.ts'
import { Maker } from './made.ts'

const rule = 'secret/command'
const maker = new Maker(31)
const key = maker.hex(32)

async function inShell(script: string): Promise<string | undefined> {
  const found = await findingsIn(taskDefinition({ command: ['sh', '-c', script] }))
  return found.map(({ rule, pointer }) => `${rule} ${pointer.split('/').at(-1)}`).join(', ') || undefined
}

async function inWords(...command: string[]): Promise<string | undefined> {
  const found = await findingsIn(taskDefinition({ command }))
  return found.map(({ rule, pointer }) => `${rule} ${pointer.split('/').at(-1)}`).join(', ') || undefined
}

describe('secret/command in scripts', () => {
  it.each([
    'redis-server --requirepass autumn31',
    'redis-server --requirepass "autumn31"',
    "export DB_PASSWORD='autumn 31' && exec app",
    'DB_PASSWORD=autumn31 exec app',
    'PGPASSWORD=autumn31 pg_isready -U app',
    'set -e; cd /app; API_TOKEN=autumn31 ./run',
    'curl -sf -u monitor:autumn31 http://localhost/health || exit 1',
    'curl -fsu monitor:autumn31 http://localhost/health',
    'curl --user monitor:autumn31 http://localhost/',
    "curl -H 'Authorization: Bearer autumn31autumn' http://localhost/",
    'curl -H "X-Api-Key: autumn31" http://localhost/',
    'curl --header="PRIVATE-TOKEN: autumn31" http://localhost/',
    'mysqladmin ping -h localhost -uroot -pautumn31',
    'mysql --password=autumn31 -e "select 1"',
    'redis-cli -a autumn31 ping | grep PONG',
    '/usr/bin/redis-cli --pass autumn31 ping',
    'sshpass -p autumn31 ssh host',
    'mongosh -u root -p autumn31 --eval 1',
    'sqlcmd -S localhost -U sa -P Autumn31 -Q "select 1"',
    'docker login -u ci -p autumn31 registry.internal',
    'ldapsearch -D cn=admin -w autumn31 -b dc=x',
    'java -Dspring.datasource.password=autumn31 -jar app.jar',
    'java -jar app.jar --spring.datasource.password=autumn31',
    'keytool -import -storepass autumn31 -file x.pem',
    'app $(curl -u a:autumn31 http://config/)',
    'sh -c "export DB_PASSWORD=autumn31; app"',
    'app --env=DB_PASSWORD=autumn31',
    'docker run -e DB_PASSWORD=autumn31 image',
    'kubectl create secret generic x --from-literal=password=autumn31',
    "ganache-cli -m 'slender ocean gadget walnut merit pottery candle brisk tunnel orbit velvet marble'"
  ])('finds the credential in: %s', async script => {
    expect(await inShell(script)).toBe(`${rule} 2`)
  })

  it.each([
    'node server.js --token-ttl 3600 --port 8080',
    'app --password-file=/run/secrets/db --secret-id prod/app/db',
    'export DB_PASSWORD="$(aws secretsmanager get-secret-value --secret-id prod/db --query SecretString --output text)" && app',
    'export DB_PASSWORD=$(cat /run/secrets/db)',
    'export DB_PASSWORD=`cat /run/secrets/db`',
    'curl -f -u $MON_USER:$MON_PASS http://localhost:8080/health || exit 1',
    'curl -f -u "${MON_USER}:${MON_PASS}" http://localhost/',
    'curl -H "Authorization: Bearer $TOKEN" http://localhost/',
    'mysqladmin ping -h 127.0.0.1 -p$MYSQL_ROOT_PASSWORD',
    'mysqladmin ping -h 127.0.0.1 -p"${MYSQL_ROOT_PASSWORD}"',
    'mysql -p database',
    'psql --password mydb',
    'nc -z localhost 5432 -p 9090',
    'docker run -p 8080:80 nginx',
    'redis-cli -a "$REDIS_PASSWORD" ping',
    'ssh -p 2222 host',
    'mkdir -p /var/lib/app1 && app',
    'docker login --password-stdin registry',
    'cat /run/token | docker login --password-stdin registry',
    'chown www:www1234 /var/www # password=nothing',
    'app --no-password --allow-empty-token --use-token true',
    'bundle exec puma -p 8080 -e production',
    'aws secretsmanager get-secret-value --secret-id prod/db',
    'gunicorn app:create1 --key-file /etc/tls.key --keyfile=/etc/tls.key',
    'while true; do echo "statsd:1|c" | socat -t 0 - UDP:127.0.0.1:8125; sleep 1; done',
    'echo "this is a sentence of twelve plain words that nobody would call strange"',
    'kafka-topics --partition-key id --max-tokens 4096 --sort-key name',
    'http-server -a 0.0.0.0:8080',
    'app --password ${DB_PASSWORD} --api-key changeme'
  ])('finds nothing in: %s', async script => {
    expect(await inShell(script)).toBeUndefined()
  })
})

describe('secret/command in lists of words', () => {
  it('points at the word that holds it', async () => {
    expect(await inWords('redis-server', '--requirepass', 'autumn31')).toBe(`${rule} 2`)
    expect(await inWords('app', '--db-password=autumn31')).toBe(`${rule} 1`)
    expect(await inWords('curl', '-H', `Authorization: Bearer ${key}`, 'http://x/')).toBe(`${rule} 2`)
    expect(await inWords('app', '--token', key, '--api-key', key)).toBe(`${rule} 2, ${rule} 4`)
  })

  it('does not take the next flag or a template for a value', async () => {
    expect(await inWords('app', '--password', '--verbose')).toBeUndefined()
    expect(await inWords('app', '--password', '$DB_PASSWORD')).toBeUndefined()
    expect(await inWords('app', '--password', ['$', '{DB_PASSWORD}'].join(''))).toBeUndefined()
    expect(await inWords('app', '--password')).toBeUndefined()
  })

  it('takes a placeholder that no shell reads for a secret that is filled in', async () => {
    for (const word of ['{{ password }}', ['$', '{{ vars.TOKEN }}'].join(''), '<%= secret %>'])
      expect(await inShell(`app --password ${word}`)).toBe('secret/delivery 2')
  })

  it('looks at entry points and health checks', async () => {
    const found = await findingsIn(
      taskDefinition({
        entryPoint: ['java', '-Dapp.password=autumn31'],
        healthCheck: { command: ['CMD', 'redis-cli', '-a', 'autumn31', 'ping'] }
      })
    )
    expect(found.map(({ pointer }) => pointer)).toEqual([
      '/containerDefinitions/0/entryPoint/1',
      '/containerDefinitions/0/healthCheck/command/3'
    ])
  })

  it('reads a command that is written as one text', async () => {
    const found = await findingsIn(taskDefinition({ command: 'redis-server --requirepass autumn31' }))
    expect(found).toMatchObject([{ rule, pointer: '/containerDefinitions/0/command' }])
  })
})
