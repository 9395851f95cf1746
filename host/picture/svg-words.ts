/**
 * The elements and attributes that a drawing may keep (SVG 2, W3C), all of them still: nothing that runs, embeds documents, loads from elsewhere or
 * moves. Text lists, because they are read by people more often than by the program.
 */

/** Elements that are kept. */
export const SVG_ELEMENTS: ReadonlySet<string> = new Set(
  `svg g defs symbol use switch title desc style
   path rect circle ellipse line polyline polygon image text tspan textPath
   linearGradient radialGradient stop pattern clipPath mask marker filter
   feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap
   feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode
   feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence`
    .trim()
    .split(/\s+/),
)

/** Attributes that are kept on any element; addresses and styles are looked at besides. */
export const SVG_ATTRIBUTES: ReadonlySet<string> = new Set(
  `id class style lang role transform transform-origin tabindex
   x y z x1 y1 x2 y2 cx cy r rx ry fx fy fr dx dy d points width height viewBox preserveAspectRatio version
   pathLength rotate textLength lengthAdjust startOffset method spacing side
   offset gradientUnits gradientTransform spreadMethod patternUnits patternContentUnits patternTransform
   clipPathUnits maskUnits maskContentUnits markerUnits markerWidth markerHeight refX refY orient
   filterUnits primitiveUnits in in2 result type values mode operator k1 k2 k3 k4 order kernelMatrix divisor bias
   targetX targetY edgeMode preserveAlpha surfaceScale diffuseConstant specularConstant specularExponent
   kernelUnitLength azimuth elevation pointsAtX pointsAtY pointsAtZ limitingConeAngle scale xChannelSelector
   yChannelSelector stdDeviation radius baseFrequency numOctaves seed stitchTiles tableValues slope intercept
   amplitude exponent
   alignment-baseline baseline-shift clip clip-path clip-rule color color-interpolation
   color-interpolation-filters color-rendering direction display dominant-baseline enable-background fill
   fill-opacity fill-rule filter flood-color flood-opacity font font-family font-feature-settings font-kerning
   font-size font-size-adjust font-stretch font-style font-variant font-weight glyph-orientation-horizontal
   glyph-orientation-vertical image-rendering isolation kerning letter-spacing lighting-color line-height
   marker marker-end marker-mid marker-start mask mask-type mix-blend-mode opacity overflow paint-order
   pointer-events shape-rendering stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset
   stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-align text-anchor
   text-decoration text-indent text-orientation text-rendering text-transform unicode-bidi vector-effect
   visibility white-space word-spacing writing-mode aria-label aria-hidden aria-labelledby aria-describedby
   requiredExtensions systemLanguage`
    .trim()
    .split(/\s+/),
)
