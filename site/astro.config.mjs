import starlight from '@astrojs/starlight'
import { defineConfig } from 'astro/config'
import starlightLinksValidator from 'starlight-links-validator'
import { base, groups, origin, repository, root } from './layout.mjs'
import ranking from './ranking.json' with { type: 'json' }
import { pagesOf, slugOf } from './sync.mjs'

const slugs = pagesOf().map(slugOf)

/** Folders of pages, each below an index. */
const FOLDERS = { rules: 'Rules', troubleshooting: 'Troubleshooting' }

/** A page, or a folder of pages below its own index. */
function entry(page) {
  const inside = slugs.filter(slug => slug.startsWith(`${page}/`))
  if (inside.length === 0) return page
  return { label: FOLDERS[page], collapsed: true, items: [page, ...inside] }
}

export default defineConfig({
  site: origin,
  base,
  trailingSlash: 'always',
  outDir: './dist',
  telemetry: false,
  prefetch: false,
  // Messages and flags are searched for as they are printed: no typographic quotes or dashes.
  markdown: { smartypants: false },
  integrations: [
    starlight({
      title: 'ecs-sealed-deploy',
      description: 'Deploy Amazon ECS services with no plaintext credential anywhere.',
      social: [{ icon: 'github', label: 'GitHub', href: repository }],
      customCss: ['./src/styles/site.css'],
      credits: false,
      // Code is wrapped, so that all of it is seen on a phone; what a program prints has columns, and scrolls in its block.
      expressiveCode: {
        defaultProps: {
          wrap: true,
          preserveIndent: true,
          overridesByLang: { 'plaintext,text,txt': { wrap: false } }
        }
      },
      lastUpdated: false,
      // Starlight's own ranking counts a word once, however often a page has it.
      pagefind: { ranking },
      // Search engines are directed to the newest version.
      head: base === root ? [] : [{ tag: 'meta', attrs: { name: 'robots', content: 'noindex' } }],
      components: {
        EditLink: './src/components/Source.astro',
        Footer: './src/components/Footer.astro',
        PageTitle: './src/components/PageTitle.astro',
        Search: './src/components/Search.astro',
        SocialIcons: './src/components/Links.astro'
      },
      sidebar: groups.map(({ label, pages }) => ({ label, items: pages.map(entry) })),
      plugins: [starlightLinksValidator({ exclude: [`${base}/playground/`] })]
    })
  ]
})
