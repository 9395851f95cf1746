export { stableJson } from '../core/essay/stable-json.ts'
