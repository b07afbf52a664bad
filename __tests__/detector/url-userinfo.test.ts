import { describe, expect, it } from '@jest/globals'
import { findLogin } from '../../src/detector/logins.ts'
import { credentialFor, ruleFor } from './documents.ts'
import { Maker } from './made.ts'

const rule = 'secret/url-userinfo'
const maker = new Maker(58)
const hole = ['$', '{{ vars.X }}'].join('')

describe('secret/url-userinfo', () => {
  it.each([
    ['postgres://app:Autumn31@db.internal:5432/app', 'Autumn31'],
    ['postgres://app@srv:Autumn31@srv.postgres.database.azure.com:5432/app', 'Autumn31'],
    ['rediss://:cache-pass@cache:6379/0', 'cache-pass'],
    ['mongodb+srv://svc:p%40ss%2Fw0rd@cluster0.example.mongodb.net/app', 'p@ss/w0rd'],
    ['postgresql://postgres:ab+cd/ef==@db.example.org/x', 'ab+cd/ef=='],
    ['postgresql://postgres:a#b?c@db.example.org:5432/x', 'a#b?c'],
    ['amqp://guest:guest@rabbit:5672//', 'guest'],
    ['see https://ci:abc@git.example.org/x.git for it', 'abc'],
    ['jdbc:oracle:thin:scott/tiger@//db:1521/ORCL', 'tiger'],
    ['app:Autumn31@tcp(db:3306)/app', 'Autumn31'],
    ['https://a:1@b:c@host/', '1@b:c'],
    // Only the host is left to fill in.
    ['postgresql+psycopg://postgres:0730@{public IP}:5432/app', '0730'],
    ['postgres://app:Autumn31@<db host>:5432/app', 'Autumn31']
  ])('finds the password of %s', async (url, password) => {
    expect(findLogin(url)?.password).toBe(password)
    expect(await ruleFor('INNOCENT', url)).toBe(rule)
  })

  it.each([
    'Server=tcp:db,1433;Database=app;User Id=sa;Password=Autumn 31;Encrypt=True',
    'host=db port=5432 user=app password=Autumn31 dbname=app',
    "host=db user=app password='with blank'",
    'org.apache.kafka.common.security.plain.PlainLoginModule required username="app" password="Autumn31";',
    'Host=db;Username=postgres;Password=987654321;Database=app',
    'jdbc:postgresql://db:5432/app?user=app&password=Autumn31',
    'https://api.example.com/hook?api_key=3eb691c110b40be0d7434d39769670bd',
    'https://acct.blob.core.windows.net/c?sv=2022-11-02&sp=r&sig=FtxsPjx2tBRGjiEFcNX0KR6D7YFtTGsOa7JCFH8',
    `postgres://app:Autumn31@${hole}:5432/app`,
    `https://${maker.alnum(52)}@dev.azure.com/team/_git/app`,
    `nats://${maker.alnum(32)}@nats.internal:4222`,
    `https://${maker.hex(40)}@git.example.org/team/app.git`
  ])('finds the credential in %s', async text => {
    expect(await ruleFor('INNOCENT', text)).toBe(rule)
  })

  it.each([
    'https://example.org:8080/path',
    'https://example.org/@scope/package:1',
    'http://host:80/x@y',
    'postgres://app@db.internal:5432/app',
    'postgres://app:@db.internal:5432/app',
    `postgres://app:${hole}@db:5432/app`,
    'postgres://$USER:$PASSWORD@db/app',
    'postgres://user:<password>@db/app',
    'postgres://{user}:{password}@db/app',
    'postgres://<db user>:<db password>@<db host>:5432/app',
    'postgres://app:<db password>@{db host}:5432/app',
    'postgres://%s:%s@db/app',
    'postgres://user:changeme@db/app',
    'https://key@o1.ingest.sentry.io/1',
    `https://${maker.hex(32)}@o1.ingest.us.sentry.io/1`,
    `https://${maker.hex(32)}@errors.internal/sentry/12`,
    'amqps://trade-stream-ingest-worker-2@broker.internal:5671',
    'ssh://git@ssh.example.org/team/app.git',
    'mailto:ops@example.com',
    'git@github.com:org/repo.git',
    'https://login.example.com/?response_type=token&token_type=bearer&password_policy=strong',
    `host=db user=app password=${hole}`,
    'jdbc:mysql://db/app?useSSL=false&allowPublicKeyRetrieval=true',
    'a=b;c=d;password_file=/run/x;user=y'
  ])('finds nothing in %s', async text => {
    expect(await credentialFor('INNOCENT', text)).toBeUndefined()
  })

  it('only warns about the login of documentation', async () => {
    expect(await ruleFor('DATABASE_URL', 'postgres://user:password@localhost:5432/db')).toBe(
      `${rule} (warning)`
    )
  })
})
