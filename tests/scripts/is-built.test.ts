import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { BUILT_STAMP, isBuilt } from '../../scripts/is-built.ts'

it('asks for a build after any change of a source, and after a build that left something out', () => {
  const root = mkdtempSync(join(tmpdir(), 'galley-built-'))
  const at = (path: string, seconds: number): void => utimesSync(join(root, path), seconds, seconds)
  mkdirSync(join(root, 'core/essay'), { recursive: true })
  mkdirSync(join(root, 'dist'))
  writeFileSync(join(root, 'core/essay/essay.ts'), '')
  writeFileSync(join(root, 'package.json'), '{}')
  for (const path of ['core/essay/essay.ts', 'core/essay', 'core', 'package.json']) at(path, 1_000)
  expect(isBuilt(root)).toBe(false)
  writeFileSync(join(root, BUILT_STAMP), '')
  at(BUILT_STAMP, 2_000)
  expect(isBuilt(root)).toBe(true)
  at('core/essay/essay.ts', 3_000)
  expect(isBuilt(root)).toBe(false)
  at('core/essay/essay.ts', 1_000)
  // Removing a file changes its folder only.
  at('core/essay', 3_000)
  expect(isBuilt(root)).toBe(false)
  at('core/essay', 1_000)
  expect(isBuilt(root)).toBe(true)
  rmSync(join(root, BUILT_STAMP))
  expect(isBuilt(root)).toBe(false)
  rmSync(root, { recursive: true })
})
