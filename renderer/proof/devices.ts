import { Laptop, type LucideIcon, Monitor, Smartphone, Tablet } from 'lucide-react'

/** One device whose width the proof can have. */
export interface Device {
  readonly label: string
  /** CSS pixels that a page has there. */
  readonly pixels: number
  readonly icon: LucideIcon
}

/** Devices by the width of their pages, the narrowest first. */
export const DEVICES: readonly Device[] = [
  { label: 'Small phone', pixels: 360, icon: Smartphone },
  { label: 'Phone', pixels: 390, icon: Smartphone },
  { label: 'Tablet', pixels: 834, icon: Tablet },
  { label: 'Laptop', pixels: 1280, icon: Laptop },
  { label: 'Desktop', pixels: 1440, icon: Monitor },
]

/** The narrowest and the widest proof. */
export const WIDTH_LIMITS = { least: 320, most: 1920 } as const

/** A width that the proof can have. */
export function withinWidths(pixels: number): number {
  return Math.round(Math.min(WIDTH_LIMITS.most, Math.max(WIDTH_LIMITS.least, pixels)))
}

/** The widest device whose pages fit a window, or the narrowest of all. */
export function deviceFor(windowWidth: number): number {
  return DEVICES.findLast(({ pixels }) => pixels <= windowWidth)?.pixels ?? WIDTH_LIMITS.least
}
