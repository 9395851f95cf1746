import MarkdownIt from 'markdown-it'
import { addFootnotes } from './footnote-rules.ts'
import { addBracketedSpans, addEmbeds, addFencedDivs, addSubAndSuperscript } from './pandoc-rules.ts'
import { DEEPEST_BLOCK, type Flavour, type GrammarNotes, notesIn, type Token, type Tokenizer } from './tokens.ts'

const instances = new Map<Flavour, Tokenizer>()

/** Tokens of a text, and what our rules noted. `noteLabels: null` treats every `[^label]` as defined (the writer's proof of one block). */
export function tokensOf(
  text: string,
  flavour: Flavour,
  noteLabels: Set<string> | null,
): { tokens: Token[]; env: GrammarNotes } {
  const notes: GrammarNotes = { noteLabels, tooDeep: false }
  return { tokens: grammar(flavour).parse(text, { notes }), env: notes }
}

/** The tokenizer of a flavour, made on first use. */
export function grammar(flavour: Flavour): Tokenizer {
  let md = instances.get(flavour)
  if (!md) {
    md = makeGrammar(flavour)
    instances.set(flavour, md)
  }
  return md
}

function makeGrammar(flavour: Flavour): Tokenizer {
  const md = new MarkdownIt({ html: true, linkify: false, typographer: false, maxNesting: DEEPEST_BLOCK * 2 + 20 })
  // Addresses are judged in one place, core/essay/url.ts, when the link or image is made.
  md.validateLink = () => true
  md.normalizeLink = (url) => url
  md.normalizeLinkText = (url) => url
  // Escapes must stay apart from plain text, so that `https\://` is no link and `\{` no attribute.
  md.core.ruler.disable('text_join')
  md.block.ruler.before('table', 'depth', (state) => {
    // markdown-it drops what lies below its own limit without a word; this one is met first.
    if (state.level > DEEPEST_BLOCK) notesIn(state.env).tooDeep = true
    return false
  })
  if (flavour === 'commonmark') {
    md.block.ruler.disable('table')
    md.inline.ruler.disable('strikethrough')
    md.inline.ruler2.disable('strikethrough')
    return md
  }
  addFootnotes(md)
  addFencedDivs(md)
  addBracketedSpans(md)
  addEmbeds(md)
  if (flavour === 'pandoc') addSubAndSuperscript(md)
  return md
}
