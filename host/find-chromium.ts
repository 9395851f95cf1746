import { accessSync, constants, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const ON_PATH = [
  'google-chrome-stable',
  'google-chrome',
  'chromium',
  'chromium-browser',
  'microsoft-edge-stable',
  'microsoft-edge',
]
const MAC_APPS = [
  'Google Chrome.app/Contents/MacOS/Google Chrome',
  'Chromium.app/Contents/MacOS/Chromium',
  'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
]
const WINDOWS_APPS = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Chromium\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
]

/**
 * The path of an installed browser of the Chromium family, or null. `GALLEY_BROWSER` names one outright; it is then taken or
 * nothing is.
 */
export function findChromium(
  platform: NodeJS.Platform = process.platform,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): string | null {
  const named = environment.GALLEY_BROWSER
  const candidates = named ? [named] : places(platform, environment)
  return candidates.find(isProgram) ?? null
}

function places(
  platform: NodeJS.Platform,
  environment: Readonly<Record<string, string | undefined>>,
): readonly string[] {
  if (platform === 'darwin') {
    const folders = ['/Applications', join(environment.HOME ?? '/', 'Applications')]
    return folders.flatMap((folder) => MAC_APPS.map((app) => join(folder, app)))
  }
  if (platform === 'win32') {
    const folders = [environment.ProgramFiles, environment['ProgramFiles(x86)'], environment.LOCALAPPDATA]
    return folders.flatMap((folder) => (folder === undefined ? [] : WINDOWS_APPS.map((app) => `${folder}\\${app}`)))
  }
  const folders = (environment.PATH ?? '').split(delimiter).filter((folder) => folder !== '')
  return ON_PATH.flatMap((name) => folders.map((folder) => join(folder, name)))
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}
