import MarkdownIt from 'markdown-it'
import { addFootnotes } from './footnote-rules.ts'
import { addBracketedSpans, addEmbeds, addFencedDivs, addSubAndSuperscript } from './pandoc-rules.ts'
import { addSingleTildes } from './single-tildes.ts'
import { addTasks } from './task-rule.ts'
import {
  DEEPEST_BLOCK,
  type Flavour,
  type GrammarNotes,
  type InlineState,
  type LinkDefinition,
  notesIn,
  type Token,
  type Tokenizer,
} from './tokens.ts'

const instances = new Map<Flavour, Tokenizer>()

/** Tokens of a text, and what our rules noted. `noteLabels: null` treats every `[^label]` as defined (the writer's proof of one block). */
export function tokensOf(
  text: string,
  flavour: Flavour,
  noteLabels: Set<string> | null,
): { tokens: Token[]; env: GrammarNotes } {
  const notes: GrammarNotes = {
    noteLabels,
    unusedDefinitions: new Map(),
    tooDeep: false,
    tooMany: false,
    labelDepth: 0,
  }
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

/** Deepest nesting of pictures in the descriptions of pictures and of notes in notes; what lies deeper is text. */
const DEEPEST_LABEL = 6

/**
 * Keeps the time in proportion to the text where markdown-it does not: it looks for the end of every `[` anew, and reads the description of a picture
 * inside a description once more for each level. Text that a person wrote never meets either bound.
 */
function boundWork(md: Tokenizer): void {
  const { parseLinkLabel } = md.helpers
  const spent = new WeakMap<InlineState, number>()
  md.helpers = {
    ...md.helpers,
    parseLinkLabel: (state, start, disableNested) => {
      const before = spent.get(state) ?? 0
      if (before > 1_000_000 + state.src.length * 20) return -1
      const end = parseLinkLabel(state, start, disableNested)
      spent.set(state, (spent.get(state) ?? 0) + (end < 0 ? state.posMax : end) - start)
      return end
    },
  }
  const parse = md.inline.parse.bind(md.inline)
  md.inline.parse = (text, tokenizer, env, into) => {
    const notes = notesIn(env)
    if (notes.labelDepth >= DEEPEST_LABEL) {
      const token = new MarkdownIt.Token('text', '', 0)
      token.content = text
      into.push(token)
      return
    }
    notes.labelDepth++
    parse(text, tokenizer, env, into)
    notes.labelDepth--
  }
}

/** Most inline tokens of one block; a block of more holds more marked words than a whole essay may. */
const MOST_INLINE_TOKENS = 600_000

/** Ends a block that markdown-it would take minutes and gigabytes for, and notes that it did. */
function boundTokens(md: Tokenizer): void {
  md.inline.ruler.before('newline', 'bound', (state) => {
    if (state.tokens.length < MOST_INLINE_TOKENS) return false
    notesIn(state.env).tooMany = true
    state.pos = state.posMax
    return true
  })
}

/** Notes which definitions of links are never looked up while the text of the blocks is read. */
function watchDefinitions(md: Tokenizer): void {
  md.core.ruler.after('block', 'definitions', ({ env }) => {
    const { references } = env as { references?: Record<string, LinkDefinition> }
    if (references === undefined) return
    const unused = notesIn(env).unusedDefinitions
    for (const [label, definition] of Object.entries(references)) unused.set(label, definition)
    env.references = new Proxy(references, {
      get(all, label) {
        unused.delete(String(label))
        return Reflect.get(all, label)
      },
    })
  })
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
  boundWork(md)
  boundTokens(md)
  watchDefinitions(md)
  if (flavour === 'commonmark') {
    md.block.ruler.disable('table')
    md.inline.ruler.disable('strikethrough')
    md.inline.ruler2.disable('strikethrough')
    return md
  }
  addTasks(md)
  addFootnotes(md)
  addFencedDivs(md)
  addBracketedSpans(md)
  addEmbeds(md)
  if (flavour === 'pandoc') addSubAndSuperscript(md)
  else addSingleTildes(md)
  return md
}
