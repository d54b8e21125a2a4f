// A part of a drawing that means something: assistive technology reads its name as one image and nothing inside it.

import type { ReactNode, SVGProps } from 'react';

type Props = SVGProps<SVGGElement> & { readonly name: string; readonly children: ReactNode };

export function NamedShape({ name, children, ...rest }: Props): ReactNode {
  return (
    // biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: an SVG group is not interactive; it has no element of its own for an image.
    <g role="img" aria-label={name} {...rest}>
      {children}
    </g>
  );
}
