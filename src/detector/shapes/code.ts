import { hasGithubChecksum } from './checksum.ts'
import { bounded, type IssuedTokens, shape, type TokenProof } from './shape.ts'

/** The checksum of GitHub and npm proves a token. If it does not match, the token was modified or invented. */
function verifyChecksum(token: string): TokenProof {
  return hasGithubChecksum(token) ? 'proven' : 'unsure'
}

const GITLAB_PREFIXES = [
  'glpat-',
  'gldt-',
  'glrt-',
  'glrtr-',
  'glptt-',
  'glft-',
  'glsoat-',
  'glcbt-',
  'glimt-',
  'glagent-',
  'gloas-',
  'glffct-',
  'glwt-'
]

/** Code hosts, package registries, and build services. */
export const CODE_TOKENS: readonly IssuedTokens[] = [
  {
    issuer: 'github',
    shapes: [
      {
        what: 'a GitHub token',
        needles: ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'],
        pattern: bounded('gh[pousr]_[A-Za-z0-9]{36}'),
        verify: verifyChecksum
      },
      shape('a GitHub fine-grained token', 'github_pat_\\w{82}', 'github_pat_')
    ]
  },
  {
    issuer: 'registry',
    shapes: [
      {
        what: 'an npm access token',
        needles: ['npm_'],
        pattern: bounded('npm_[A-Za-z0-9]{36}'),
        prefix: 'npm_',
        verify: verifyChecksum
      }
    ]
  },
  {
    issuer: 'code-host',
    shapes: [
      shape(
        'a GitLab token',
        `(?:${GITLAB_PREFIXES.join('|')})[\\w-]{20,300}(?:\\.[\\w.-]{2,64})?`,
        GITLAB_PREFIXES
      ),
      shape('a GitLab runner registration token', 'GR1348941[\\w-]{20}', 'GR1348941'),
      shape('an Atlassian API token', 'AT(?:ATT3|CTT3|BBT3)?xFfGF?[\\w=-]{20,300}', 'xFfG'),
      shape('a Bitbucket app password', 'ATBB[A-Za-z0-9]{24}[A-Z0-9]{8}', 'ATBB')
    ]
  },
  {
    issuer: 'registry',
    shapes: [
      shape('a PyPI token', 'pypi-AgE[\\w-]{50,1024}', 'pypi-AgE'),
      shape('a RubyGems key', 'rubygems_[a-f0-9]{48}', 'rubygems_'),
      shape('a NuGet key', 'oy2[a-z0-9]{43}', 'oy2'),
      shape('a crates.io token', 'cio[A-Za-z0-9]{32}', 'cio'),
      shape('a Docker access token', 'dckr_(?:pat|oat)_[\\w-]{27,40}', ['dckr_pat_', 'dckr_oat_']),
      shape('an Artifactory key', '(?:AKCp[A-Za-z0-9]{69}|cmVmdGtu[A-Za-z0-9]{56})', ['AKCp', 'cmVmdGtu'])
    ]
  },
  {
    issuer: 'its-provider',
    shapes: [
      shape('a Sourcegraph token', 'sgp_(?:(?:[a-f0-9]{16}|local)_)?[a-f0-9]{40}', 'sgp_'),
      shape('a CircleCI token', 'CCIPAT_[A-Za-z0-9]{22}_[a-f0-9]{40}', 'CCIPAT_'),
      shape('a Buildkite token', 'bkua_[a-z0-9]{40}', 'bkua_'),
      shape('a Clojars token', 'CLOJARS_[a-z0-9]{60}', 'CLOJARS_'),
      shape('a Postman API key', 'PMAK-[a-f0-9]{24}-[a-f0-9]{34}', 'PMAK-'),
      shape('a ReadMe API key', 'rdme_[a-z0-9]{70}', 'rdme_')
    ]
  }
]
