import {
  InsertionMode,
  Parser,
  type ParserOptions,
  Token,
  type TokenHandler,
  Tokenizer,
  type TreeAdapterTypeMap,
} from 'parse5'

const LESS_THAN = 0x3c
const AMPERSAND = 0x26
const SPACE = 0x20
const FIRST_SURROGATE = 0xd800

/**
 * parse5's parser with one shortcut: it takes text in bodies and cells run by run. parse5 makes a token of every word and one of every space between words,
 * because some places treat white space apart; these do not. The tree is the same (a test compares them); reading a long text takes half the time.
 */
export class RunParser<T extends TreeAdapterTypeMap> extends Parser<T> {
  constructor(options?: ParserOptions<T>, document?: T['document'], fragmentContext?: T['element'] | null) {
    super(options, document, fragmentContext)
    const { inForeignNode } = this.tokenizer
    this.tokenizer = new RunTokenizer(this.options, this, () => ALIKE.has(this.insertionMode))
    this.tokenizer.inForeignNode = inForeignNode
  }
}

/** Where text and the white space in it are treated alike. */
const ALIKE: ReadonlySet<InsertionMode> = new Set([
  InsertionMode.IN_BODY,
  InsertionMode.IN_CELL,
  InsertionMode.IN_CAPTION,
  InsertionMode.IN_TEMPLATE,
])

class RunTokenizer extends Tokenizer {
  readonly #isAlike: () => boolean

  constructor(options: ConstructorParameters<typeof Tokenizer>[0], handler: TokenHandler, isAlike: () => boolean) {
    super(options, handler)
    this.#isAlike = isAlike
  }

  protected override _stateData(code: number): void {
    // White space at the beginning stays a token of its own: after <pre> a newline is left out.
    if (this.currentCharacterToken?.type === Token.TokenType.CHARACTER && isSpace(code) && this.#takesRuns())
      this._extendRun(code)
    else super._stateData(code)
    if (code >= SPACE && code !== LESS_THAN && code !== AMPERSAND) this.#runAhead()
  }

  /** Takes everything up to the next character that may mean something else. */
  #runAhead(): void {
    const { preprocessor } = this
    if (this.currentCharacterToken?.type !== Token.TokenType.CHARACTER || !this.#takesRuns()) return
    const { html } = preprocessor
    let at = preprocessor.pos + 1
    while (at < html.length && isPlain(html.charCodeAt(at))) at++
    preprocessor.pos = at - 1
    this.runEnd = at
  }

  #takesRuns(): boolean {
    return !this.inForeignNode && this.#isAlike()
  }
}

function isSpace(code: number): boolean {
  return code === SPACE || code === 0x0a || code === 0x09 || code === 0x0c
}

function isPlain(code: number): boolean {
  return code >= SPACE && code < FIRST_SURROGATE && code !== LESS_THAN && code !== AMPERSAND
}
