import { createTheme, type MantineColorsTuple, type MantineThemeOverride } from '@mantine/core';

const pine: MantineColorsTuple = [
  '#eef9f5', '#d8f1e9', '#b2e2d3', '#84cfb9', '#55b89c', '#33a085', '#1a7c66', '#176e5c', '#13594b', '#0d463b',
]; // prettier-ignore
const gray: MantineColorsTuple = [
  '#f8f9f8', '#f1f3f2', '#e6e9e7', '#d7dbd9', '#b7beba', '#8c9591', '#5f6964', '#48514c', '#303733', '#1a1f1d',
]; // prettier-ignore
const dark: MantineColorsTuple = [
  '#dde2df', '#b9c1bd', '#98a29d', '#6b7570', '#3b4440', '#2e3633', '#232a27', '#191e1c', '#111513', '#0a0d0c',
]; // prettier-ignore

/** Quiet buttons are quiet in words too, and switches stand out from the page. */
const components = {
  Button: { styles: { label: { fontWeight: 600 } } },
  SegmentedControl: {
    defaultProps: { withItemsBorders: false },
    styles: { root: { background: 'color-mix(in srgb, var(--k-text) 7%, transparent)' } },
  },
} satisfies NonNullable<MantineThemeOverride['components']>;

export const theme = createTheme({
  components,
  colors: { pine, gray, dark },
  primaryColor: 'pine',
  primaryShade: { light: 7, dark: 6 },
  black: '#1a1f1d',
  fontFamily:
    'ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, sans-serif',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, "Cascadia Code", Menlo, Consolas, "DejaVu Sans Mono", monospace',
  defaultRadius: 'md',
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '12px', xl: '16px' },
  fontWeights: { regular: '400', medium: '500', bold: '650' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  headings: {
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '1.625rem', lineHeight: '1.25' },
      h2: { fontSize: '1.125rem', lineHeight: '1.35' },
      h3: { fontSize: '1rem', lineHeight: '1.4' },
    },
  },
});
