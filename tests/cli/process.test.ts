import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, cpSync, existsSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../host/temporary-folder.ts'

const root = join(import.meta.dirname, '../..')

/** Starts the real process as `npm run galley --` does when one stands in `folder`. */
function start(folder: string, argv: readonly string[]): ChildProcess {
  return spawn(process.execPath, [join(root, 'cli/galley.ts'), ...argv], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      npm_lifecycle_event: 'galley',
      INIT_CWD: folder,
      HOME: folder,
      XDG_DATA_HOME: join(folder, 'data'),
      XDG_CONFIG_HOME: join(folder, 'config'),
    },
  })
}

/** Waits for its end. */
async function ended(child: ChildProcess): Promise<{ exit: number | null; out: string; err: string }> {
  const text = { out: '', err: '' }
  child.stdout?.on('data', (chunk) => {
    text.out += chunk
  })
  child.stderr?.on('data', (chunk) => {
    text.err += chunk
  })
  const [exit] = (await once(child, 'close')) as [number | null]
  return { exit, ...text }
}

test('runs by type stripping, prints one object and says nothing else', async () => {
  const folder = temporaryFolder()
  cpSync(join(root, 'assets/samples/the-keeper-and-the-lamp.essay'), join(folder, 'lamp.essay'))
  const { exit, out, err } = await ended(start(folder, ['inspect', 'lamp.essay', '--json']))
  expect({ exit, err }).toEqual({ exit: 0, err: '' })
  expect(JSON.parse(out)).toMatchObject({ title: 'The Keeper and the Lamp' })
})

test('a refusal is a sentence on stderr and exit code 3', async () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'x.essay'), 'PK\x03\x04 not really')
  const { exit, out, err } = await ended(start(folder, ['inspect', 'x.essay']))
  expect({ exit, out }).toEqual({ exit: 3, out: '' })
  expect(err).toMatch(/^galley: .+\n$/)
  expect(err.trim().split('\n')).toHaveLength(1)
})

test('a reader that has enough is no failure', async () => {
  const folder = temporaryFolder()
  const child = start(folder, ['--help'])
  child.stdout?.destroy()
  const { err } = await ended(child)
  expect(err).toBe('')
})

test.skipIf(!existsSync('/dev/full'))('an answer that cannot be written is a failure, without a stack', async () => {
  const full = openSync('/dev/full', 'w')
  const child = spawn(process.execPath, [join(root, 'cli/galley.ts'), '--version'], { stdio: ['ignore', full, 'pipe'] })
  const { exit, err } = await ended(child)
  closeSync(full)
  expect({ exit, err }).toEqual({ exit: 4, err: 'galley: The answer could not be written (ENOSPC).\n' })
})

test('serve tells its address, answers there, and ends when interrupted', async () => {
  const folder = temporaryFolder()
  const child = start(folder, ['serve', '--folder', join(folder, 'essays')])
  const finished = ended(child)
  const told = await new Promise<string>((found) => {
    let text = ''
    child.stdout?.on('data', (chunk) => {
      text += chunk
      const address = /http:\/\/127\.0\.0\.1:\d+\/\S+/.exec(text)
      if (address) found(address[0])
    })
    child.once('close', () => found(''))
  })
  if (!existsSync(join(root, 'dist/renderer/index.html'))) {
    // without a built window it says so instead of serving an empty page
    expect(told).toBe('')
    expect(await finished).toMatchObject({ exit: 4, err: expect.stringContaining('npm run build') })
    return
  }
  const answer = await fetch(told, { redirect: 'manual' })
  expect(answer.status).toBe(303)
  expect(existsSync(join(folder, 'essays'))).toBe(true)
  child.kill('SIGINT')
  expect(await finished).toMatchObject({ exit: 0, err: '' })
})

test('the sample essay is what its script writes', async () => {
  const folder = temporaryFolder()
  const out = join(folder, 'sample.essay')
  const child = spawn(process.execPath, [join(root, 'scripts/samples.ts'), '--out', out], { stdio: 'pipe' })
  expect(await ended(child)).toMatchObject({ exit: 0, err: '' })
  const committed = readFileSync(join(root, 'assets/samples/the-keeper-and-the-lamp.essay'))
  // The file holds a Markdown copy, so a change of that writer changes it, too.
  expect(readFileSync(out).equals(committed), 'run `node scripts/samples.ts` and commit the result').toBe(true)
})
