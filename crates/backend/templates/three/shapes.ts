import * as THREE from "three";

/** What can stand in the middle: a name, and how it is made. */
export const shapes = {
  Knot: () => new THREE.TorusKnotGeometry(0.9, 0.3, 220, 36),
  Ring: () => new THREE.TorusGeometry(1.05, 0.38, 48, 160),
  Crystal: () => new THREE.IcosahedronGeometry(1.35, 0),
  Sphere: () => new THREE.SphereGeometry(1.25, 64, 48),
  Cube: () => new THREE.BoxGeometry(1.75, 1.75, 1.75),
} satisfies Record<string, () => THREE.BufferGeometry>;

export type ShapeName = keyof typeof shapes;

export const shapeNames = Object.keys(shapes) as ShapeName[];
