import { describe, expect, it } from 'vitest'
import { paperStylesheet } from '../../core/publication/paper.ts'
import type { Profile } from '../../core/publication/profile.ts'
import { PROFILES, profileById } from '../../core/publication/profiles.ts'
import { mainText, publish } from '../../core/publication/publish.ts'
import { readProof } from '../../core/publication/reading/read-proof.ts'
import { DESTINATIONS, type Destination, destinationOf } from '../../core/publication/rehearsal/destination.ts'
import { rehearse } from '../../core/publication/rehearsal/rehearse.ts'
import { richEssay } from '../builders/rich-essay.ts'

const options = {
  look: { stylesheet: 'p{}', stylesheetHash: 'x' },
  bytes: () => new Uint8Array(),
  dataUri: () => 'data:image/png;base64,AA==',
}
const to = (id: Destination['id']) => DESTINATIONS.find((one) => one.id === id) as Destination
const page = async (essay = richEssay) => mainText(await publish(essay, profileById('html-folder') as Profile, options))
const reading = (html: string) => {
  const read = readProof(html)
  if (!read.ok) throw new Error(read.problem.message)
  return read.value
}

describe('a rehearsal', () => {
  it('takes out for WordPress’s authors what KSES takes out, and keeps words, ids, roles and block comments', () => {
    const { html, losses } = rehearse(
      '<!-- wp:paragraph -->\n<p id="a" class="x" role="note">A <time datetime="2026">year</time> <bdi>B</bdi> <u>C</u> <a href="#a">up</a></p>\n<!-- /wp:paragraph -->\n<script>x()</script><svg><path/></svg><p><img src="data:image/png;base64,AA==" alt="A lamp"><img src="images/b.png" alt="" srcset="c 2x"></p>',
      to('wordpress-classic'),
    )
    expect(html).toContain(
      '<!-- wp:paragraph -->\n<p id="a" class="x" role="note">A year B <u>C</u> <a href="#a">up</a></p>',
    )
    expect(html).toContain('<p><img src="images/b.png" alt=""></p>')
    expect(html).not.toMatch(/script|svg|data:|srcset/)
    expect(losses.map(({ kind, count, place }) => [kind, count, place])).toEqual([
      ['embedded', 1, expect.anything()],
      ['picture', 1, 'A lamp'],
    ])
  })

  it('has no pictures and no tables on Medium, and names links that lead nowhere then', () => {
    const { html, losses } = rehearse(
      '<p>See<sup><a href="#fn-1" id="fnref-1">1</a></sup></p><table><thead><tr><th>Climb</th><th>Minutes</th></tr></thead><tbody><tr><td>First</td><td>14</td></tr></tbody></table><figure><img src="a.png" alt="A stair"><figcaption>Stair</figcaption></figure><ol><li id="fn-1">Note</li></ol>',
      to('medium'),
    )
    expect(html).toContain('<p>Climb · Minutes</p><p>First · 14</p>')
    expect(html).toContain('<figcaption>Stair</figcaption>')
    expect(html).not.toMatch(/<img|<table| id=/)
    expect(losses.map(({ kind }) => kind).sort()).toEqual(['dead-link', 'picture', 'table'])
  })

  it('loses marks in Hugo’s safe mode and keeps notes; joins the paragraphs of a quotation in Ghost', () => {
    const hugo = rehearse(
      '<p><u>under</u> H<sub>2</sub>O x<sup>2</sup> <sup id="r"><a href="#n">1</a></sup></p><p id="n">N</p>',
      to('hugo-safe'),
    )
    expect(hugo.html).toBe('<p>under H2O x2 <sup id="r"><a href="#n">1</a></sup></p><p id="n">N</p>')
    expect(hugo.losses.map(({ kind }) => kind)).toEqual(['underline', 'subscript', 'superscript'])
    const ghost = rehearse(
      '<blockquote><p>A</p><p>B <cite>C</cite></p></blockquote><blockquote><p>D</p></blockquote>',
      to('ghost'),
    )
    expect(ghost.html).toBe('<blockquote><p>A<br><br>B C</p></blockquote><blockquote><p>D</p></blockquote>')
    expect(ghost.losses.map(({ kind }) => kind)).toEqual(['quote'])
  })

  it('is part of every publication for a destination that cleans; its losses are counted once', async () => {
    for (const profile of PROFILES.filter((one) => destinationOf(one))) {
      const made = await publish(richEssay, profile, options)
      expect(made.rehearsal?.html, profile.id).not.toBe('')
      const kinds = new Set(made.losses.map(({ kind }) => kind))
      for (const { kind } of made.rehearsal?.losses ?? []) expect(kinds, profile.id).toContain(kind)
      expect(made.losses.every((loss) => !('advice' in loss))).toBe(true)
    }
    expect((await publish(richEssay, profileById('html-page') as Profile, options)).rehearsal).toBeNull()
  })
})

describe('the transcript', () => {
  it('says in order what the page shows: landmarks, levels, alt texts, links, lists, notes', async () => {
    const spoken = reading(await page()).transcript.map(({ role, words }) => `${role}: ${words}`)
    expect(spoken[0]).toMatch(/^Page: .+, (British )?English/)
    const at = (line: string) => {
      const index = spoken.findIndex((one) => one.startsWith(line))
      expect(index, line).toBeGreaterThan(0)
      return index
    }
    const order = [
      'Main:',
      'Article:',
      'Heading level 1:',
      'Heading level 2: A hundred and nine steps',
      'Picture: A spiral stair seen from below',
      'Block quotation:',
      'Heading level 2: What the light leaves out',
      'List: 3 items',
      'Table: ',
      'Endnotes: ',
    ].map(at)
    expect([...order].sort((a, b) => a - b)).toEqual(order)
    expect(spoken.join('\n')).toContain('(note reference, link: 1)')
    expect(spoken.join('\n')).toContain('(link: edge of each step)')
  })

  it('passes over what is hidden and says where something is missing', () => {
    const { transcript } = reading(
      '<html lang="en"><head><title></title></head><body><p aria-hidden="true">no</p><img src="a.png"><h2></h2><a href="b"><img src="c.png" alt="C"></a></body></html>',
    )
    expect(transcript.map(({ words }) => words).join('|')).not.toContain('no|')
    expect(transcript.filter(({ trouble }) => trouble !== '').map(({ kind }) => kind)).toEqual([
      'title',
      'picture',
      'heading',
    ])
    expect(transcript.at(-1)?.words).toBe('(link: (picture: C))')
  })
})

describe('the cards', () => {
  it('are made of the head alone, cut where other sites cut, and say so', async () => {
    const long = { ...richEssay, metadata: { ...richEssay.metadata, title: `${'long '.repeat(30)}title` } }
    const [search, open, twitter] = reading(await page(long)).cards
    expect(search?.title.endsWith('…')).toBe(true)
    expect(search?.title.length).toBeLessThanOrEqual(61)
    expect(search?.warnings.join(' ')).toContain('The title is cut: it has 155 characters')
    expect(open?.picture?.alt).toBe(richEssay.metadata.cover?.alt)
    expect(twitter?.warnings.some((warning) => warning.startsWith('The title is cut'))).toBe(true)
    const bare = reading('<html><head><title>T</title></head></html>').cards
    expect(bare.map(({ title }) => title)).toEqual(['T', 'T', 'T'])
    expect(bare.every(({ warnings }) => warnings.some((one) => one.startsWith('There is no description')))).toBe(true)
  })
})

it('on paper, what is said of print holds and what is said of wide screens does not', () => {
  const css = paperStylesheet(
    '@media print { a {} } @media not print { b {} } @media (min-width: 44rem) { c {} } @media (max-width: 44rem) { d {} } h2 { break-before: page }',
  )
  expect(css).toContain(
    '@media all { a {} } @media not all { b {} } @media not all { c {} } @media all { d {} } h2 { break-before: column }',
  )
})
