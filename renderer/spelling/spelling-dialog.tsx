import { Plus, Upload, X } from 'lucide-react'
import { type FormEvent, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { useApp } from '../app-store.ts'
import { languageName } from '../page/details/languages.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { DialogHead } from '../ui/dialog-head.tsx'
import { Field } from '../ui/field.tsx'
import { TextInput } from '../ui/text-input.tsx'
import { BUNDLED_DICTIONARIES } from './spelling.ts'
import styles from './spelling-dialog.module.css'

/** The person's own words and the dictionaries that are there, to add to and to take from. */
export function SpellingDialog() {
  const app = useApp()
  const { words, dictionaries } = useStore(app.spelling.store)
  const list = useRef<HTMLUListElement>(null)
  const [word, setWord] = useState('')
  const close = () => app.store.setState({ dialog: null })

  const add = (event: FormEvent) => {
    event.preventDefault()
    const wanted = word.trim()
    if (wanted === '') return
    setWord('')
    void app.spelling.changeWords([wanted], [])
  }
  const pick = () => {
    const input = document.createElement('input')
    input.type = 'file'
    input.multiple = true
    input.accept = '.aff,.dic,.oxt,.xpi'
    input.addEventListener('change', async () => {
      const files = await Promise.all(
        [...(input.files ?? [])].map(async (file) => ({
          name: file.name,
          bytes: new Uint8Array(await file.arrayBuffer()),
        })),
      )
      if (files.length > 0 && (await app.spelling.addDictionaries(files)))
        app.tell({ news: 'The dictionary was added.' })
    })
    input.click()
  }
  const removeWord = (wanted: string, index: number) => {
    void app.spelling.changeWords([], [wanted]).then(() => {
      // The next word's button stands where this one was; the focus goes there instead of nowhere.
      const buttons = list.current?.querySelectorAll<HTMLElement>('button') ?? []
      ;(
        buttons[Math.min(index, buttons.length - 1)] ?? document.querySelector<HTMLElement>('[data-first-focus]')
      )?.focus()
    })
  }

  return (
    <Dialog label="Spelling" onClose={close}>
      <div className={styles.spelling}>
        <DialogHead title="Spelling" onClose={close} />
        <div className={styles.inside}>
          <section aria-labelledby="spelling-words">
            <h3 id="spelling-words">My words</h3>
            <form className={styles.add} onSubmit={add}>
              <Field label="Another word">
                <TextInput
                  data-first-focus="true"
                  value={word}
                  maxLength={100}
                  spellCheck={false}
                  onChange={(event) => setWord(event.target.value)}
                />
              </Field>
              <Button kind="outline" type="submit" icon={Plus}>
                Add
              </Button>
            </form>
            {words.length === 0 ? (
              <p className={styles.quiet}>None yet. A word that you add is right in every essay.</p>
            ) : (
              <ul ref={list} className={styles.words}>
                {words.map((one, index) => (
                  <li key={one}>
                    <span>{one}</span>
                    <IconButton label={`Remove ${one}`} icon={X} onClick={() => removeWord(one, index)} />
                  </li>
                ))}
              </ul>
            )}
          </section>
          <section aria-labelledby="spelling-dictionaries">
            <h3 id="spelling-dictionaries">Dictionaries</h3>
            <ul className={styles.dictionaries}>
              {BUNDLED_DICTIONARIES.filter((language) => !dictionaries.includes(language)).map((language) => (
                <li key={language}>
                  <span>{languageName(language)}</span>
                  <span className={styles.quiet}>comes with Galley</span>
                </li>
              ))}
              {dictionaries.map((language) => (
                <li key={language}>
                  <span>{languageName(language)}</span>
                  <IconButton
                    label={`Remove the dictionary for ${languageName(language)}`}
                    icon={X}
                    onClick={() => void app.spelling.removeDictionary(language)}
                  />
                </li>
              ))}
            </ul>
            <p className={styles.quiet}>
              Hunspell’s two files (.aff and .dic) named by their language, or a dictionary package of LibreOffice
              (.oxt). Nothing is fetched.
            </p>
            <Button kind="outline" icon={Upload} onClick={pick}>
              Add a dictionary…
            </Button>
          </section>
        </div>
      </div>
    </Dialog>
  )
}
