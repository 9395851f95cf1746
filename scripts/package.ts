/**
 * Packages Galley: `npm run package` makes installers for this machine's system, `-- --dir` only the unpacked application.
 * Without Electron's binary, or with `--stand-in`, a made-up distribution takes its place (stand-in-distribution.ts): then
 * app.asar and the fuses are real and checked, but nothing that was written can be started, and this says so.
 * `--platform linux|darwin` (stand-in only), `--out FOLDER`, and `--no-build` to package dist/ as it is.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { LinuxPackager } from 'app-builder-lib/out/linuxPackager.js'
import { type AfterPackContext, Arch, build, type Configuration, Platform } from 'electron-builder'
import { parse } from 'yaml'
import { REMAINING_FUSES, wrongFuses } from './fuses.ts'
import { writeStandInDistribution } from './stand-in-distribution.ts'

const root = join(import.meta.dirname, '..')
const { values: options } = parseArgs({
  options: {
    'stand-in': { type: 'boolean', default: false },
    dir: { type: 'boolean', default: false },
    'no-build': { type: 'boolean', default: false },
    platform: { type: 'string', default: process.platform === 'darwin' ? 'darwin' : 'linux' },
    out: { type: 'string', default: join(root, 'dist/package') },
  },
})

const say = (text: string): void => void process.stdout.write(`${text}\n`)
const config = parse(readFileSync(join(root, 'build/electron-builder.yml'), 'utf8')) as Configuration

const binary = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(root, 'node_modules/electron/dist')
const real = !options['stand-in'] && existsSync(binary)
if (!real && !options['stand-in']) {
  say("Electron's binary is not on this machine (npx install-electron fetches it), so no installer can be made.")
  say('Packaging with a stand-in instead: contents and fuses are checked, nothing that comes out can be started.')
}

if (!options['no-build']) execFileSync(process.execPath, [join(root, 'scripts/build.ts')], { stdio: 'inherit' })

// A stand-in cannot be signed, nor is there a codesign everywhere.
const unsigned: Configuration = {
  mac: { ...config.mac, identity: null },
  electronFuses: { ...config.electronFuses, resetAdHocDarwinSignature: false },
}

const scratch = mkdtempSync(join(tmpdir(), 'galley-package-'))
try {
  const platform = real ? process.platform : options.platform === 'darwin' ? 'darwin' : 'linux'
  const standIn = join(scratch, 'electron')
  if (!real) writeStandInDistribution(standIn, platform === 'darwin' ? 'darwin' : 'linux', config.electronVersion ?? '')
  const builderPlatform = { darwin: Platform.MAC, win32: Platform.WINDOWS }[String(platform)] ?? Platform.LINUX
  const executables: string[] = []
  const written = await build({
    projectDir: root,
    publish: 'never',
    targets: builderPlatform.createTarget(
      real && !options.dir ? undefined : 'dir',
      real && process.arch === 'arm64' ? Arch.arm64 : Arch.x64,
    ),
    config: {
      ...config,
      electronDist: real ? binary : standIn,
      directories: { ...config.directories, output: resolve(options.out) },
      ...(real ? {} : unsigned),
      afterPack: async (context: AfterPackContext) => {
        await context.packager.addElectronFuses(context, REMAINING_FUSES)
        executables.push(executableOf(context))
      },
    },
  })
  for (const executable of executables) {
    const wrong = await wrongFuses(executable)
    if (wrong.length > 0) throw new Error(`fuses not as wanted in ${executable}: ${wrong.join(', ')}`)
  }
  say(`Fuses read back: all as wanted (${executables.length} executable).`)
  for (const file of written) say(`Wrote ${file}`)
  if (!real) say('Not run: the packaged application itself, installers, signing. They need the Electron binary.')
} finally {
  rmSync(scratch, { recursive: true, force: true })
}

function executableOf({ appOutDir, packager, electronPlatformName }: AfterPackContext): string {
  if (electronPlatformName === 'darwin') return join(appOutDir, `${packager.appInfo.productFilename}.app`)
  if (electronPlatformName === 'win32') return join(appOutDir, `${packager.appInfo.productFilename}.exe`)
  return join(appOutDir, (packager as LinuxPackager).executableName)
}
