import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { isAbsolute, join, win32 } from 'node:path'

type Environment = Readonly<Record<string, string | undefined>>

/** The folder for the application's own data, where each system keeps such things. */
export function defaultDataFolder(
  platform = process.platform,
  environment: Environment = process.env,
  home = homedir(),
): string {
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Galley')
  if (platform === 'win32') return join(environment.APPDATA ?? join(home, 'AppData', 'Roaming'), 'Galley')
  const named = environment.XDG_DATA_HOME
  return join(named !== undefined && isAbsolute(named) ? named : join(home, '.local', 'share'), 'galley')
}

/** The folders of the application's own data that may exist on this computer: that of the browser host, then those of the desktop application. */
export function knownDataFolders(
  platform = process.platform,
  environment: Environment = process.env,
  home = homedir(),
): readonly string[] {
  const own = defaultDataFolder(platform, environment, home)
  if (platform === 'darwin' || platform === 'win32') return [own, join(own, 'data')]
  const config = environment.XDG_CONFIG_HOME ?? join(home, '.config')
  return [own, join(config, 'Galley', 'data'), join(config, 'galley', 'data')]
}

/**
 * `Essays` in the person's documents folder, as in the desktop shell. On Linux that folder's name comes from user-dirs.dirs (xdg-user-dirs), on
 * Windows from the person's shell folders: it is often moved, into OneDrive for one.
 */
export function defaultEssaysFolder(
  platform = process.platform,
  environment: Environment = process.env,
  home = homedir(),
): string {
  const documents = join(home, 'Documents')
  if (platform === 'darwin') return join(documents, 'Essays')
  if (platform === 'win32') return join(documentsOfWindows(environment) ?? documents, 'Essays')
  const config = environment.XDG_CONFIG_HOME ?? join(home, '.config')
  return join(xdgDocuments(join(config, 'user-dirs.dirs'), home) ?? documents, 'Essays')
}

const SHELL_FOLDERS = 'HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Explorer\\User Shell Folders'

function documentsOfWindows(environment: Environment): string | null {
  try {
    const answer = execFileSync('reg', ['query', SHELL_FOLDERS, '/v', 'Personal'], {
      encoding: 'utf8',
      timeout: 3_000,
      windowsHide: true,
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    const folder = documentsInAnswer(answer, environment)
    // `reg` answers in the console's code page: a name that it garbled is no folder.
    return folder !== null && existsSync(folder) ? folder : null
  } catch {
    return null
  }
}

/** The folder in what `reg query` answers, its `%NAMES%` filled in; null where there is none or a name is unknown. */
export function documentsInAnswer(answer: string, environment: Environment): string | null {
  const value = /\sREG_(?:EXPAND_)?SZ\s+(.+)/.exec(answer)?.[1]?.trim() ?? ''
  const names = new Map(Object.entries(environment).map(([name, text]) => [name.toLowerCase(), text]))
  const folder = value.replace(/%([^%]+)%/g, (whole, name: string) => names.get(name.toLowerCase()) ?? whole)
  return win32.isAbsolute(folder) && !folder.includes('%') ? folder : null
}

function xdgDocuments(path: string, home: string): string | null {
  try {
    const line = /^XDG_DOCUMENTS_DIR="(\$HOME)?([^"$`]*)"/m.exec(readFileSync(path, 'utf8'))
    if (!line) return null
    const folder = line[1] === undefined ? (line[2] ?? '') : join(home, line[2] ?? '')
    return isAbsolute(folder) ? folder : null
  } catch {
    return null
  }
}
