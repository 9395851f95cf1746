import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { essayFromJson } from '../../core/essay/read-essay.ts'
import { fromText } from '../../core/formats/text/read-text.ts'
import { compactEssay } from '../builders/compact-essay.ts'

const options = { id: '3f6f5a2b-1c00-4c22-9a11-0e7c1d2a5b1f', picture: () => null }

function read(text: string): Record<string, unknown> {
  const found = fromText(text, options)
  if (!found.ok) throw new Error(found.problem.message)
  return {
    ...compactEssay(found.value.essay),
    losses: found.value.losses.map((loss) => `${loss.kind} × ${loss.count}`),
  }
}

describe('fromText', () => {
  it('takes a short first line as the title and joins the lines of a paragraph', () => {
    expect(read('The Lamp\n\nIt is lit\nat six.\n \t\nIt burns.\n')).toEqual({
      metadata: { title: 'The Lamp' },
      body: [{ paragraph: 'It is lit at six.' }, { paragraph: 'It burns.' }],
      losses: [],
    })
  })

  it('leaves a first line that ends like a sentence, or stands alone, in the text', () => {
    expect(read('It is lit.\n\nIt burns.')).toEqual({
      body: [{ paragraph: 'It is lit.' }, { paragraph: 'It burns.' }],
      losses: [],
    })
    expect(read('The Lamp')).toEqual({ body: [{ paragraph: 'The Lamp' }], losses: [] })
    expect(read('The Lamp\nIt is lit\n\nIt burns')).toEqual({
      body: [{ paragraph: 'The Lamp It is lit' }, { paragraph: 'It burns' }],
      losses: [],
    })
  })

  it('leaves a long first line in the text', () => {
    const line = 'x '.repeat(61).trim()
    expect(read(`${line}\n\ny`)).toEqual({ body: [{ paragraph: line }, { paragraph: 'y' }], losses: [] })
  })

  it('reads every kind of line end, a byte order mark and nothing at all', () => {
    expect(read('\ufeffA.\r\n\r\nB.\r\rC.\u2029\u2029D.')).toEqual({
      body: [{ paragraph: 'A.' }, { paragraph: 'B.' }, { paragraph: 'C.' }, { paragraph: 'D.' }],
      losses: [],
    })
    expect(read('')).toEqual({ body: [{ paragraph: [] }], losses: [] })
    expect(read(' \n\n ')).toEqual({ body: [{ paragraph: [] }], losses: [] })
  })

  it('takes out and counts what no text may hold', () => {
    expect(read('a\u0000b\u001bc \ud800d\ufffe.')).toEqual({
      body: [{ paragraph: 'abc \ufffdd.' }],
      losses: ['control-character × 4'],
    })
  })

  it('takes markup for text', () => {
    expect(read('# Not a heading.\n\n<b>x</b> *y*.')).toEqual({
      body: [{ paragraph: '# Not a heading.' }, { paragraph: '<b>x</b> *y*.' }],
      losses: [],
    })
  })

  it('names the limit that a text breaks', () => {
    const large = fromText('x'.repeat(20_000_001), options)
    expect(large.ok ? '' : [large.problem.code, large.problem.message]).toEqual([
      'too-large',
      'This text is too large: it has more than 20 million characters.',
    ])
    const many = fromText('x\n\n'.repeat(200_001), options)
    expect(many.ok ? '' : [many.problem.code, many.problem.message]).toEqual([
      'too-large',
      'This text is too large: it has more than 200000 paragraphs.',
    ])
  })

  it('keeps every word of any text, in an essay that the strict reader takes', () => {
    const words = (text: string) =>
      text
        .split(/\s+/u)
        .filter((word) => word !== '')
        .join(' ')
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(fc.string({ unit: 'binary', maxLength: 12 }), fc.constantFrom('\n\n', '\n', 'The lamp', '\u2028')),
        ),
        (pieces) => {
          const text = pieces.join('')
          const found = fromText(text, options)
          if (!found.ok) return false
          const { metadata, body } = found.value.essay
          const all = [metadata.title, ...(body.content ?? []).map((node) => node.content?.[0]?.text ?? '')].join(' ')
          const clean = text
            .replace(/\r/g, '\n')
            // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
            .replace(/[\u0000-\u0008\u000b\u000e-\u001f\u007f-\u009f\ufffe\uffff]/g, '')
          return (
            words(all) === words(clean.replace(/^\ufeff/, '')) &&
            essayFromJson(JSON.parse(JSON.stringify(found.value.essay))).ok
          )
        },
      ),
      { numRuns: 300 },
    )
  })
})
