import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** What precedes the fuse wire in every Electron binary; source: `SENTINEL` of @electron/fuses 2.1.3. */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
/** Electron 45 ships nine fuses in this state, `0` off and `1` on, in the order of `FuseV1Options`. */
const SHIPPED_WIRE = '101100011'

/**
 * Writes a made-up Electron distribution: the files that electron-builder renames and reads, and an executable that holds
 * a fuse wire and nothing else. It cannot be started; it exists so that packaging really runs, and app.asar, Info.plist and
 * fuses can be looked at, on a machine without Electron's binary.
 */
export function writeStandInDistribution(folder: string, platform: 'linux' | 'darwin', version: string): void {
  const put = (path: string, content: string | Uint8Array, mode = 0o644): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content, { mode })
  }
  put('LICENSE', 'stand-in for the licence of Electron\n')
  put('LICENSES.chromium.html', 'stand-in for the licences of Chromium\n')
  put('version', version)
  if (platform === 'linux') {
    put('electron', fuseBinary(), 0o755)
    put('chrome-sandbox', '', 0o755)
    put('locales/en-US.pak', '')
    put('resources/README', 'the resources of a stand-in')
    return
  }
  const app = 'Electron.app/Contents'
  put(`${app}/Info.plist`, plist('Electron', 'com.github.Electron'))
  put(`${app}/MacOS/Electron`, '', 0o755)
  put(`${app}/Resources/electron.icns`, '')
  put(`${app}/Frameworks/Electron Framework.framework/Electron Framework`, fuseBinary(), 0o755)
  put(`${app}/Frameworks/Electron Framework.framework/Versions/A/Resources/en.lproj/locale.pak`, '')
  for (const name of [
    'Electron Helper',
    'Electron Helper (Renderer)',
    'Electron Helper (Plugin)',
    'Electron Helper (GPU)',
  ]) {
    put(`${app}/Frameworks/${name}.app/Contents/Info.plist`, plist(name, 'com.github.Electron.helper'))
    put(`${app}/Frameworks/${name}.app/Contents/MacOS/${name}`, '', 0o755)
  }
}

function fuseBinary(): Uint8Array {
  return Buffer.concat([
    Buffer.from(`not Electron: a stand-in for looking at packaging\n${SENTINEL}`),
    Uint8Array.of(1, SHIPPED_WIRE.length),
    Buffer.from(SHIPPED_WIRE),
  ])
}

function plist(name: string, identifier: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict>
<key>CFBundleExecutable</key><string>${name}</string>
<key>CFBundleIdentifier</key><string>${identifier}</string>
<key>CFBundleName</key><string>${name}</string>
</dict></plist>
`
}
