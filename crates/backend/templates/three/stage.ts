import * as THREE from "three";
import { OrbitControls } from "three/addons/controls/OrbitControls.js";
import { shapes, type ShapeName } from "./shapes";

const moons = 14;

/** The scene, apart from React: it is told what to show, and draws. */
export class Stage {
  /** Turns a second, about. */
  speed = 1;
  private readonly renderer: THREE.WebGLRenderer;
  private readonly scene = new THREE.Scene();
  private readonly camera = new THREE.PerspectiveCamera(42, 1, 0.1, 60);
  private readonly controls: OrbitControls;
  private readonly material = new THREE.MeshStandardMaterial({ roughness: 0.28, metalness: 0.15 });
  private readonly pale = new THREE.MeshStandardMaterial({ roughness: 0.5 });
  private readonly shape = new THREE.Mesh<THREE.BufferGeometry, THREE.MeshStandardMaterial>(shapes.Knot(), this.material);
  private readonly orbit = new THREE.Group();
  private readonly resized: ResizeObserver;
  private before = performance.now();

  /** Throws where the browser cannot draw in 3D. */
  constructor(canvas: HTMLCanvasElement) {
    this.renderer = new THREE.WebGLRenderer({ canvas, antialias: true, alpha: true });
    this.renderer.setPixelRatio(Math.min(devicePixelRatio, 2));
    this.renderer.shadowMap.enabled = true;
    this.camera.position.set(3.6, 2.4, 5.4);
    this.controls = new OrbitControls(this.camera, canvas);
    this.controls.enableDamping = true;
    this.controls.enablePan = false;
    this.controls.minDistance = 4;
    this.controls.maxDistance = 14;
    this.controls.maxPolarAngle = 1.62;
    this.light();
    this.furnish();
    this.resized = new ResizeObserver(() => this.fit(canvas));
    this.resized.observe(canvas);
    this.renderer.setAnimationLoop((now) => this.draw(now));
  }

  setShape(name: ShapeName) {
    this.shape.geometry.dispose();
    this.shape.geometry = shapes[name]();
  }

  setColor(color: string) {
    this.material.color.set(color);
    this.pale.color.set(color).lerp(new THREE.Color("white"), 0.55);
  }

  setWireframe(on: boolean) {
    this.material.wireframe = on;
  }

  /** Gives back what the graphics card holds. */
  dispose() {
    this.renderer.setAnimationLoop(null);
    this.resized.disconnect();
    this.controls.dispose();
    this.scene.traverse((part) => {
      if (part instanceof THREE.Mesh) part.geometry.dispose();
    });
    this.material.dispose();
    this.pale.dispose();
    this.renderer.dispose();
  }

  private light() {
    const sun = new THREE.DirectionalLight("white", 2.6);
    sun.position.set(4, 6, 3);
    sun.castShadow = true;
    sun.shadow.mapSize.set(1024, 1024);
    sun.shadow.radius = 6;
    const rim = new THREE.DirectionalLight("white", 0.9);
    rim.position.set(-5, 2, -4);
    this.scene.add(new THREE.HemisphereLight("white", "#8d7f74", 1.3), sun, rim);
  }

  private furnish() {
    this.shape.castShadow = true;
    this.shape.receiveShadow = true;
    const ball = new THREE.SphereGeometry(0.13, 24, 18);
    for (let i = 0; i < moons; i++) {
      const angle = (i / moons) * Math.PI * 2;
      const moon = new THREE.Mesh(ball, this.pale);
      moon.position.set(Math.cos(angle) * 2.4, Math.sin(angle * 3) * 0.35, Math.sin(angle) * 2.4);
      moon.scale.setScalar(0.6 + (i % 3) * 0.35);
      moon.castShadow = true;
      this.orbit.add(moon);
    }
    const floor = new THREE.Mesh(new THREE.CircleGeometry(5, 64), new THREE.ShadowMaterial({ opacity: 0.22 }));
    floor.rotation.x = -Math.PI / 2;
    floor.position.y = -1.9;
    floor.receiveShadow = true;
    this.scene.add(this.shape, this.orbit, floor);
  }

  private fit(canvas: HTMLCanvasElement) {
    const { clientWidth: width, clientHeight: height } = canvas;
    if (width === 0 || height === 0) return;
    this.renderer.setSize(width, height, false);
    this.camera.aspect = width / height;
    // On a narrow screen one steps back, so that nothing is cut off.
    this.camera.fov = width < height ? 58 : 42;
    this.camera.updateProjectionMatrix();
  }

  private draw(now: number) {
    // A tab that was in the background does not catch up.
    const seconds = Math.min((now - this.before) / 1000, 0.1) * this.speed;
    this.before = now;
    this.shape.rotation.x += seconds * 0.25;
    this.shape.rotation.y += seconds * 0.5;
    this.orbit.rotation.y -= seconds * 0.3;
    this.controls.update();
    this.renderer.render(this.scene, this.camera);
  }
}
